"""Processes that are kept warm, each of which calls one function for one caller at a time."""

import asyncio
import socket
import time
from collections import deque
from typing import BinaryIO

from shared.errors import Unavailable
from shared.isolated.call import Limits, PastLimits, result
from shared.isolated.fork_server import Forked, ForkServer
from shared.isolated.frames import ANSWER, REQUEST
from shared.isolated.outcomes import DONE, REFUSED, UNAVAILABLE
from shared.isolated.processor import LONG, Spent, make_wait_for_all, own_memory
from shared.isolated.spending import Spending

CALLS_EACH = 1_000
"""After so many calls a process is replaced, since libraries keep some of what they took."""

GROWN_AT_MOST = 16 * 2**20
"""Bytes that a process may hold more than when it was new, or it is replaced."""

POLL_EVERY = 0.1
"""Seconds; by then an ordinary call is over, and nobody looks."""

UNUSED_AT_MOST = 60.0
"""Seconds until a process that nobody needs ends."""

LARGEST_ANSWER = 64 * 2**20


class IsolatedPool:
    """A function of bytes and a file, named `module:function`, called in one of some processes.

    They are forked when they are needed, and end when they are not needed for long, or with `stay`.
    One that overstays, dies, gets no memory, has grown, or has made CALLS_EACH calls is replaced,
    as is one whose call took so long that it had to wait for everybody else. Refusals and faults
    arrive as those of IsolatedFunction do; Unavailable when it was others who kept it from its end.
    """

    def __init__(self, function: str, what: str, limits: Limits, *, processes: int = 2) -> None:
        """`what` names the work in errors: "Opening the file"."""
        self._server = ForkServer(function, limits)
        self._what = what
        self._limits = limits
        self._long = LONG * limits.within.total_seconds()
        self._slots = asyncio.Semaphore(processes)
        self._idle: deque[_Warm] = deque()
        self._spending = Spending()

    async def __call__(self, argument: bytes, content: bytes | BinaryIO, whose: str) -> bytes:
        """The result; waits first while all processes are busy.

        A content is sent as bytes, or handed over as a file that lies on the disk. `whose` it is
        counts: whose calls took much lately, they wait for everybody else from their start.
        """
        async with self._slots:
            warm = self._idle.pop() if self._idle else await self._start()
            if self._spending.is_past_free(whose, time.monotonic()):
                warm.make_wait_for_all()
            try:
                async with asyncio.timeout(self._limits.within.total_seconds()):
                    try:
                        status, answer = await warm.call(argument, content)
                    finally:
                        self._spending.add(whose, warm.spent().running, time.monotonic())
            except TimeoutError:
                spent = warm.spent()
                await warm.end()
                if spent.running < self._long and spent.waiting > 5 * self._long:
                    raise Unavailable(f"{self._what} got no processor for too long.") from None
                raise PastLimits(f"{self._what} took too long: {self._limits}.") from None
            except (OSError, EOFError):
                await warm.end()
                raise PastLimits(f"{self._what} ended its process: {self._limits}.") from None
            except BaseException:
                await warm.end()
                raise
            if status in (DONE, REFUSED, UNAVAILABLE) and warm.is_as_good_as_new:
                self._idle.append(warm)
            else:
                await warm.end()
        return result(self._what, self._limits, status, answer)

    async def stay(self, *, ready: bool = False) -> None:
        """Ends what is not needed, and all when it is cancelled; `ready` says to have what forks
        them for the first caller.
        """
        try:
            if ready:
                self._server.start()
            while True:
                await asyncio.sleep(UNUSED_AT_MOST / 2)
                await self._end_unused(ready)
        finally:
            while self._idle:
                await self._idle.pop().end()
            await self._server.end()

    async def _end_unused(self, ready: bool) -> None:
        # The one that was used last is used next, so that the first ones are those unneeded.
        while self._idle and self._idle[0].unused_for > UNUSED_AT_MOST:
            await self._idle.popleft().end()
        if not (ready or self._idle) and self._server.unused_for > UNUSED_AT_MOST:
            await self._server.end()

    async def _start(self) -> "_Warm":
        try:
            return _Warm(await self._server.fork(), self._long)
        except (OSError, EOFError, TimeoutError) as error:
            raise Unavailable(f"{self._what} did not start: {error!r}.") from None


class _Warm:
    """One process, and what became of its calls."""

    def __init__(self, forked: Forked, long: float) -> None:
        """`long` is after how many seconds of processor time a call waits for everybody."""
        self._forked = forked
        self._long = long
        self._calls = 0
        self._demoted = False
        self._before = Spent(0.0, 0.0)
        self._new = own_memory(forked.number)
        self._used_at = time.monotonic()

    async def call(self, argument: bytes, content: bytes | BinaryIO) -> tuple[int, bytes]:
        """How the call ended. Raises OSError or EOFError when the process died over it."""
        self._calls += 1
        self._before = Spent.of(self._forked.number)
        loop = asyncio.get_running_loop()
        self._next_poll = loop.call_later(POLL_EVERY, self._demote_if_long)
        try:
            return await self._call(argument, content)
        finally:
            self._next_poll.cancel()
            self._used_at = time.monotonic()

    @property
    def is_as_good_as_new(self) -> bool:
        """Whether the next caller may have it."""
        grown = own_memory(self._forked.number) - self._new
        return self._calls < CALLS_EACH and not self._demoted and grown <= GROWN_AT_MOST

    @property
    def unused_for(self) -> float:
        """Seconds since its last call."""
        return time.monotonic() - self._used_at

    def spent(self) -> Spent:
        """What its present or last call has had of the processors; nothing once it has died."""
        return Spent.of(self._forked.number).since(self._before)

    def make_wait_for_all(self) -> None:
        """From here on its call goes on only while nobody else wants to; it is its last."""
        self._demoted = True
        make_wait_for_all(self._forked.number)

    def _demote_if_long(self) -> None:
        if self.spent().running > self._long:
            self.make_wait_for_all()
        else:
            loop = asyncio.get_running_loop()
            self._next_poll = loop.call_later(POLL_EVERY, self._demote_if_long)

    async def _call(self, argument: bytes, content: bytes | BinaryIO) -> tuple[int, bytes]:
        loop = asyncio.get_running_loop()
        if isinstance(content, bytes):
            head = REQUEST.pack(len(argument), len(content), False)
            await loop.sock_sendall(self._forked.line, head + argument)
            await loop.sock_sendall(self._forked.line, content)
        else:
            content.seek(0)
            head = REQUEST.pack(len(argument), 0, True)
            socket.send_fds(self._forked.line, [head], [content.fileno()])
            await loop.sock_sendall(self._forked.line, argument)
        return await self._answer()

    async def end(self) -> None:
        """Ends the process, whatever it does."""
        await self._forked.end()

    async def _answer(self) -> tuple[int, bytes]:
        status, length = ANSWER.unpack(await self._read(ANSWER.size))
        if length > LARGEST_ANSWER:
            raise EOFError("the answer is too long")
        return status, await self._read(length)

    async def _read(self, count: int) -> bytes:
        loop, read = asyncio.get_running_loop(), bytearray()
        while len(read) < count:
            piece = await loop.sock_recv(self._forked.line, min(count - len(read), 1 << 20))
            if not piece:
                raise EOFError("the process hung up")
            read += piece
        return bytes(read)
