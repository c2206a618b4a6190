"""A process that is kept warm: calls its function for one caller after another."""

import importlib
import os
import resource
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from shared.isolated.child import limit_memory, outcome
from shared.isolated.frames import ANSWER, REQUEST

OfContent = Callable[[bytes, BinaryIO], bytes]


def main(function: str, seconds: int, memory: int) -> None:
    """Serves the socket that is its standard input until that is closed."""
    module, _, name = function.partition(":")
    call: OfContent = getattr(importlib.import_module(module), name)
    limit_memory(memory)
    with socket.socket(fileno=os.dup(0)) as line:
        line.sendall(ANSWER.pack(0, 0))
        while request := _request(line):
            argument, content = request
            _limit_processor(seconds)
            with content:
                status, answer = outcome(lambda: call(argument, content))  # noqa: B023
            line.sendall(ANSWER.pack(status, len(answer)) + answer)


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
            sys.exit(0)
        read += piece
    return bytes(read)


def _limit_processor(seconds: int) -> None:
    # Whoever waits has a clock of its own; this is for when nobody waits any more.
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, resource.RLIM_INFINITY))


if __name__ == "__main__":
    with suppress(BrokenPipeError, ConnectionError):
        main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
