"""Runs a command that must not outlive its starter: tether.py SIGNAL PARENT COMMAND…

Linux sends SIGNAL to the command when PARENT dies, even by SIGKILL; the setting survives exec.
A program of its own because code between fork and exec of a threaded process may deadlock.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ties this process to its parent and becomes the command."""
    signal, parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, int(signal), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != int(parent):
        sys.exit("the starter is gone already")
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
