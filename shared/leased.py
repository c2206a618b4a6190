"""Work that one replica does for all of its service."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from shared.clock import Clock
from shared.journal.lease import Lease
from shared.logs import logger
from shared.looping import PASSING, Wake, keep_doing
from shared.mongo import Database

LEASE_LASTS = timedelta(seconds=4)
Task = Callable[[datetime], Awaitable[int]]
"""Does what is due at an instant, and tells how much that was."""

log = logger("leased work")


class LeasedWork:
    """Tasks that only the holder of a lease does, at intervals and at once when it is called.

    The lease saves work only: every task may be done twice at the same time without harm.
    """

    def __init__(
        self, name: str, database: Database, clock: Clock, every: timedelta, tasks: Sequence[Task]
    ) -> None:
        self._name = name
        self._clock = clock
        self._every = every
        self._tasks = tasks
        self._lease = Lease(database["leases"], name, LEASE_LASTS)
        self.wake = Wake()

    async def run(self) -> None:
        """Works until cancelled, then lets another replica take over at once."""
        try:
            await keep_doing(self._name, self._work, self._every, wake=self.wake)
        finally:
            await self._lease.release()

    async def _work(self) -> None:
        """Every task has its turn, whatever became of those before it; then the first failure."""
        if not await self._lease.held():
            return
        failures: list[Exception] = []
        for task in self._tasks:
            try:
                done = await task(self._clock.now())
            except PASSING as error:
                failures.append(error)
                continue
            if done:
                log.info("done", work=self._name, task=type(task).__name__, count=done)
        if failures:
            raise failures[0]
