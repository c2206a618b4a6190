"""Processes that are there at once, with the libraries of a function loaded."""

import asyncio
import math
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from subprocess import DEVNULL, Popen
from typing import Self

from shared.isolated.call import Limits, end, started
from shared.isolated.frames import FORK, READY

READY_WITHIN = 60.0
"""Seconds until a process is ready, on a very busy machine where the libraries must be loaded."""


class Forked:
    """A process that another has forked, and the line to it."""

    def __init__(self, number: int, descriptor: int | None, line: socket.socket) -> None:
        """`descriptor` is of the process, where the system has such."""
        self.number = number
        self.line = line
        self._descriptor = descriptor

    @classmethod
    async def on(cls, line: socket.socket) -> Self:
        """The process that says on this line that it is ready. Raises EOFError, OSError."""
        loop, readable = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(line, readable.set)
        try:
            await readable.wait()
        finally:
            loop.remove_reader(line)
        # So short a message comes whole.
        greeting, descriptors, _, _ = socket.recv_fds(line, READY.size, 1)
        if not greeting:
            raise EOFError("the process hung up")
        (number,) = READY.unpack(greeting)
        return cls(number, descriptors[0] if descriptors else None, line)

    async def end(self) -> None:
        """Ends the process, whatever it does."""
        try:
            self._kill()
            with suppress(OSError):
                while await asyncio.get_running_loop().sock_recv(self.line, 1 << 20):
                    pass
        finally:
            self.line.close()
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            if sys.platform == "linux" and self._descriptor is not None:
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)
            else:
                os.kill(self.number, signal.SIGKILL)


class ForkServer:
    """A process that has loaded a function and forks others, which are ready within milliseconds.

    To start Python anew and load the libraries takes half a second of a processor, each time that
    a file was too much for a process. This one reads nothing that strangers sent.
    """

    def __init__(self, function: str, limits: Limits) -> None:
        """`function` is named `module:function`."""
        self._function = function
        self._limits = limits
        self._server: tuple[Popen[bytes], socket.socket] | None = None
        self._asked = 0
        self._used_at = time.monotonic()

    @property
    def unused_for(self) -> float:
        """Seconds since it forked the last one that it was asked for."""
        return 0.0 if self._asked else time.monotonic() - self._used_at

    def start(self) -> None:
        """Starts the server unless it runs. Raises OSError."""
        self._started()

    async def fork(self) -> Forked:
        """A process that is ready for calls. Raises OSError, EOFError and TimeoutError."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._asked += 1
        try:
            with theirs:
                socket.send_fds(self._started(), [FORK], [theirs.fileno()])
            async with asyncio.timeout(READY_WITHIN):
                return await Forked.on(ours)
        except BaseException:
            ours.close()
            raise
        finally:
            self._asked -= 1
            self._used_at = time.monotonic()

    async def end(self) -> None:
        """Ends the server; those it has forked go on."""
        if self._server:
            process, _ = self._server
            self._hang_up()
            await end(process)

    def _started(self) -> socket.socket:
        """The line to the server."""
        if self._server and self._server[0].poll() is None:
            return self._server[1]
        self._hang_up()
        ours, theirs = socket.socketpair()
        seconds = math.ceil(self._limits.within.total_seconds())
        with theirs:
            arguments = (self._function, str(seconds), str(self._limits.memory))
            process = started(
                "shared.isolated.warm", arguments, stdin=theirs.fileno(), stdout=DEVNULL
            )
        self._server = (process, ours)
        return ours

    def _hang_up(self) -> None:
        if self._server:
            self._server[1].close()
            self._server = None
