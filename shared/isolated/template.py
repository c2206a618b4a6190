"""A process that has loaded a function, and makes a process like itself for each call of it."""

import gc
import importlib
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NoReturn

from shared.isolated.child import limit_memory, outcome
from shared.isolated.frames import ANSWER, CALL, READY, REQUEST, STARTED

OfContent = Callable[[bytes, BinaryIO], bytes]


def main(function: str, seconds: int, memory: int) -> None:
    """Makes a process for each socket that comes over its standard input, until that is closed."""
    module, _, name = function.partition(":")
    call: OfContent = getattr(importlib.import_module(module), name)
    limit_memory(memory)
    # The system buries them: whoever asked hears of the end by the socket.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # What is loaded is shared with each of them, as long as nobody writes to it.
    gc.freeze()
    with _from_standard_input() as line:
        line.sendall(READY)
        while descriptors := socket.recv_fds(line, len(CALL), 1)[1]:
            # With no room for another process, the asker's socket closes at once.
            with socket.socket(fileno=descriptors[0]) as asker, suppress(OSError):
                if os.fork() == 0:
                    line.close()
                    _serve(asker, call, seconds)


def _from_standard_input() -> socket.socket:
    """The only descriptor of it, so that who asks notices when this process has ended."""
    line = socket.socket(fileno=os.dup(0))
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    return line


def _serve(asker: socket.socket, call: OfContent, seconds: int) -> NoReturn:
    try:
        # Whoever waits has a clock of its own; this is for when nobody waits any more.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
        signal.alarm(seconds + 1)
        asker.sendall(STARTED.pack(os.getpid()))
        argument, content = _request(asker)
        with content:
            status, answer = outcome(lambda: call(argument, content))
        asker.sendall(ANSWER.pack(status, len(answer)) + answer)
    except (BrokenPipeError, ConnectionError, EOFError):
        # Nobody waits any more.
        pass
    finally:
        # At once: what the libraries would clear up is the template's.
        os._exit(os.EX_OK)


def _request(asker: socket.socket) -> tuple[bytes, BinaryIO]:
    head, descriptors, _, _ = socket.recv_fds(asker, REQUEST.size, 1)
    argument_bytes, content_bytes, comes_open = REQUEST.unpack(
        head + _read(asker, REQUEST.size - len(head))
    )
    argument = _read(asker, argument_bytes)
    if comes_open:
        return argument, os.fdopen(descriptors[0], "rb")
    return argument, BytesIO(_read(asker, content_bytes))


def _read(asker: socket.socket, count: int) -> bytes:
    read = bytearray()
    while len(read) < count:
        piece = asker.recv(min(count - len(read), 1 << 20))
        if not piece:
            raise EOFError
        read += piece
    return bytes(read)


if __name__ == "__main__":
    with suppress(BrokenPipeError, ConnectionError):
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
