"""The process that has loaded a function, and those it forks, which call it."""

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
from typing import BinaryIO

from shared.isolated.child import limit_memory, outcome
from shared.isolated.frames import ANSWER, FORK, READY, REQUEST

OfContent = Callable[[bytes, BinaryIO], bytes]


def main(function: str, seconds: int, memory: int) -> None:
    """Forks a process for each socket that comes by standard input, until that is closed."""
    module, _, name = function.partition(":")
    call: OfContent = getattr(importlib.import_module(module), name)
    # What is loaded is for ever: no process copies it only to look for garbage in it.
    gc.collect()
    gc.freeze()
    # Nobody asks how they ended, so the system forgets them at once.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=os.dup(0)) as asked:
        while line := _handed_over(asked):
            if os.fork() == 0:
                asked.close()
                _serve(line, call, seconds, memory)
                os._exit(0)
            line.close()


def _handed_over(asked: socket.socket) -> socket.socket | None:
    message, descriptors, _, _ = socket.recv_fds(asked, len(FORK), 1)
    return socket.socket(fileno=descriptors[0]) if message else None


def _serve(line: socket.socket, call: OfContent, seconds: int, memory: int) -> None:
    """Calls the function for one caller after another, until the line is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    limit_memory(memory)
    with line, suppress(BrokenPipeError, ConnectionError):
        _greet(line)
        while request := _request(line):
            argument, content = request
            _limit_processor(seconds)
            with content:
                status, answer = outcome(lambda: call(argument, content))  # noqa: B023
            line.sendall(ANSWER.pack(status, len(answer)) + answer)


def _greet(line: socket.socket) -> None:
    own = _own_descriptor()
    socket.send_fds(line, [READY.pack(os.getpid())], own)
    for each in own:
        os.close(each)


def _own_descriptor() -> list[int]:
    if sys.platform == "linux":
        # A sandbox may have the kernel's name and not this call.
        with suppress(OSError):
            return [os.pidfd_open(os.getpid())]
    return []


def _request(line: socket.socket) -> tuple[bytes, BinaryIO] | None:
    head, descriptors, _, _ = socket.recv_fds(line, REQUEST.size, 1)
    if not head:
        return None
    argument_bytes, content_bytes, comes_open = REQUEST.unpack(
        head + _read(line, REQUEST.size - len(head))
    )
    argument = _read(line, argument_bytes)
    if comes_open:
        return argument, os.fdopen(descriptors[0], "rb")
    return argument, BytesIO(_read(line, content_bytes))


def _read(line: socket.socket, count: int) -> bytes:
    read = bytearray()
    while len(read) < count:
        piece = line.recv(min(count - len(read), 1 << 20))
        if not piece:
            os._exit(0)
        read += piece
    return bytes(read)


def _limit_processor(seconds: int) -> None:
    # Whoever waits has a clock of its own; this is for when nobody waits any more.
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
