"""The work that one replica does for all: clocks that are over, sheets and outcomes that wait."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from shared.clock import Clock
from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.journal.lease import Lease
from shared.logs import logger
from shared.mongo import Database, PyMongoError

LEASE_LASTS = timedelta(seconds=4)
Task = Callable[[datetime], Awaitable[int]]
"""Does what is due at an instant, and tells how much that was."""

log = logger("steward")


class Steward:
    """Looks again and again, at once when the bell rings; only the holder of the lease works.

    The lease saves work only: every task may be done twice at the same time without harm.
    """

    def __init__(
        self,
        name: str,
        database: Database,
        clock: Clock,
        look_every: timedelta,
        tasks: Sequence[Task],
    ) -> None:
        self._name = name
        self._clock = clock
        self._look_every = look_every.total_seconds()
        self._tasks = tasks
        self._lease = Lease(database["leases"], name, LEASE_LASTS)
        self._held_until = 0.0
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """There is work."""
        self._bell.set()

    async def run(self) -> None:
        """Works until cancelled, then lets another replica take over at once."""
        try:
            while True:
                self._bell.clear()
                try:
                    if await self._may_work():
                        await self._work()
                except (Unavailable, PyMongoError, Rejected) as error:
                    log.warning("will look again", steward=self._name, error=error_line(error))
                await self._pause()
        finally:
            await self._lease.release()

    async def _work(self) -> None:
        for task in self._tasks:
            done = await task(self._clock.now())
            if done:
                log.info("done", steward=self._name, task=type(task).__name__, count=done)

    async def _may_work(self) -> bool:
        now = time.monotonic()
        if now > self._held_until:
            if not await self._lease.held():
                return False
            self._held_until = now + LEASE_LASTS.total_seconds() / 2
        return True

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._bell.wait(), self._look_every)
        except TimeoutError:
            return
