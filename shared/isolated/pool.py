"""A function that is kept loaded, and called in a process of its own each time."""

import asyncio
import errno
import math
import os
import signal
import socket
import time
from contextlib import suppress
from subprocess import DEVNULL, Popen
from typing import BinaryIO, Self

from shared.errors import Unavailable
from shared.isolated.call import Limits, PastLimits, end, result, started
from shared.isolated.frames import ANSWER, CALL, READY, REQUEST, STARTED
from shared.isolated.processor import LONG, Spent, make_wait_for_all

POLL_EVERY = 0.1
"""Seconds; by then an ordinary call is over, and nobody looks."""

UNUSED_AT_MOST = 60.0
"""Seconds until what nobody calls is not kept loaded, unless it is to be ready."""

STARTED_WITHIN = 60.0
"""Seconds until the function has loaded its libraries, on a very busy machine."""

LARGEST_ANSWER = 64 * 2**20


class IsolatedPool:
    """A function of bytes and a file, named `module:function`, called in one of some processes.

    One process, the template, loads the function and never sees an argument. It forks for each
    call, so that a call finds the libraries loaded, knows of no other, and leaves nothing behind.
    A call whose process overstays, dies or gets no memory is PastLimits; one that takes long waits
    for everybody else. Refusals and faults arrive as those of IsolatedFunction do; Unavailable when
    it was others who kept it from its end.
    """

    def __init__(self, function: str, what: str, limits: Limits, *, processes: int = 2) -> None:
        """`what` names the work in errors: "Opening the file"."""
        self._function = function
        self._what = what
        self._limits = limits
        self._slots = asyncio.Semaphore(processes)
        self._template: _Template | None = None
        self._starting = asyncio.Lock()

    async def __call__(self, argument: bytes, content: bytes | BinaryIO) -> bytes:
        """The result; waits first while there are as many calls as there may be processes.

        A content is sent as bytes, or handed over as a file that lies on the disk.
        """
        async with self._slots:
            call = await self._begun()
            try:
                async with asyncio.timeout(self._limits.within.total_seconds()):
                    status, answer = await call.done(argument, content)
            except TimeoutError:
                if call.was_kept_waiting:
                    raise Unavailable(f"{self._what} got no processor for too long.") from None
                raise PastLimits(f"{self._what} took too long: {self._limits}.") from None
            except (OSError, EOFError):
                raise PastLimits(f"{self._what} ended its process: {self._limits}.") from None
            finally:
                call.end()
        return result(self._what, self._limits, status, answer)

    async def stay(self, *, ready: bool = False) -> None:
        """Keeps the function loaded while it is called, or all the time, until it is cancelled."""
        try:
            while True:
                async with self._starting:
                    if self._template is None and ready:
                        self._template = await self._loaded()
                await asyncio.sleep(UNUSED_AT_MOST / 2)
                async with self._starting:
                    if not ready and self._template and self._template.unused_for > UNUSED_AT_MOST:
                        await self._forget()
        finally:
            await self._forget()

    async def _begun(self) -> "_Call":
        """A process for a call; another template first where there is none any more."""
        async with self._starting:
            for _ in range(2):
                if self._template is None:
                    self._template = await self._loaded()
                try:
                    async with asyncio.timeout(STARTED_WITHIN):
                        return await self._template.call(self._limits)
                except (OSError, EOFError, TimeoutError):
                    await self._forget()
        raise Unavailable(f"{self._what} did not start.")

    async def _loaded(self) -> "_Template":
        seconds = math.ceil(self._limits.within.total_seconds())
        try:
            return await _Template.started(self._function, seconds, self._limits.memory)
        except (OSError, EOFError, TimeoutError) as error:
            raise Unavailable(f"{self._what} did not start: {error!r}.") from None

    async def _forget(self) -> None:
        template, self._template = self._template, None
        if template is not None:
            await template.end()


class _Template:
    """The process that has loaded the function."""

    def __init__(self, process: Popen[bytes], line: socket.socket) -> None:
        self._process = process
        self._line = line
        self._used_at = time.monotonic()

    @classmethod
    async def started(cls, function: str, seconds: int, memory: int) -> Self:
        """One that has loaded it. Raises OSError, EOFError or TimeoutError."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            arguments = (function, str(seconds), str(memory))
            process = started(
                "shared.isolated.template", arguments, stdin=theirs.fileno(), stdout=DEVNULL
            )
        made = cls(process, ours)
        try:
            async with asyncio.timeout(STARTED_WITHIN):
                await _read(ours, len(READY))
        except BaseException:
            await made.end()
            raise
        return made

    async def call(self, limits: Limits) -> "_Call":
        """A new process for a call. Raises OSError or EOFError when there is none to be had."""
        self._used_at = time.monotonic()
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            with theirs:
                socket.send_fds(self._line, [CALL], [theirs.fileno()])
            (process,) = STARTED.unpack(await _read(ours, STARTED.size))
        except BaseException:
            ours.close()
            raise
        return _Call(process, ours, LONG * limits.within.total_seconds())

    @property
    def unused_for(self) -> float:
        """Seconds since the last call began."""
        return time.monotonic() - self._used_at

    async def end(self) -> None:
        """Ends it; calls that are going on come to their own ends."""
        self._line.close()
        await end(self._process)


class _Call:
    """A process that does one call, and the socket to it."""

    def __init__(self, process: int, line: socket.socket, long: float) -> None:
        """`long` is after how many seconds of processor time it waits for everybody."""
        self._process = process
        self._line = line
        self._long = long
        self._ended = False

    async def done(self, argument: bytes, content: bytes | BinaryIO) -> tuple[int, bytes]:
        """How the call ended. Raises OSError or EOFError when the process died over it."""
        loop = asyncio.get_running_loop()
        self._next_poll = loop.call_later(POLL_EVERY, self._demote_if_long)
        try:
            await self._ask(argument, content)
            status, length = ANSWER.unpack(await _read(self._line, ANSWER.size))
            if length > LARGEST_ANSWER:
                raise OSError(errno.EMSGSIZE, "the answer is too long")
            answer = await _read(self._line, length)
        except EOFError:
            self._ended = True
            raise
        finally:
            self._next_poll.cancel()
        self._ended = True
        return status, answer

    async def _ask(self, argument: bytes, content: bytes | BinaryIO) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(content, bytes):
            head = REQUEST.pack(len(argument), len(content), False)
            await loop.sock_sendall(self._line, head + argument)
            await loop.sock_sendall(self._line, content)
        else:
            content.seek(0)
            head = REQUEST.pack(len(argument), 0, True)
            socket.send_fds(self._line, [head], [content.fileno()])
            await loop.sock_sendall(self._line, argument)

    @property
    def was_kept_waiting(self) -> bool:
        """Whether it hardly got a processor, so that its time says nothing of what it was given."""
        spent = Spent.of(self._process)
        return spent.running < self._long and spent.waiting > 5 * self._long

    def end(self) -> None:
        """Ends the process unless it has hung up or answered, after which it ends itself."""
        self._line.close()
        if not self._ended:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)

    def _demote_if_long(self) -> None:
        if Spent.of(self._process).running > self._long:
            make_wait_for_all(self._process)
        else:
            loop = asyncio.get_running_loop()
            self._next_poll = loop.call_later(POLL_EVERY, self._demote_if_long)


async def _read(line: socket.socket, count: int) -> bytes:
    loop, read = asyncio.get_running_loop(), bytearray()
    while len(read) < count:
        piece = await loop.sock_recv(line, min(count - len(read), 1 << 20))
        if not piece:
            raise EOFError("the process hung up")
        read += piece
    return bytes(read)
