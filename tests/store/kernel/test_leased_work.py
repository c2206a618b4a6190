"""Work of one replica: a task that fails holds up no other."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from shared.clock import SystemClock
from shared.errors import Rejected, Unavailable
from shared.leased import LeasedWork
from shared.mongo import connect


async def test_a_task_that_fails_holds_up_no_other(mongo_uri: str, database: str) -> None:
    tries = 0

    def failing(error: Exception) -> Callable[[datetime], Awaitable[int]]:
        async def task(_: datetime) -> int:
            nonlocal tries
            tries += 1
            raise error

        return task

    done = asyncio.Event()

    async def last(_: datetime) -> int:
        if tries >= 4:
            done.set()
        return 1

    tasks = [failing(Unavailable("away")), failing(Rejected("no", code="no")), last]
    async with connect(mongo_uri, database) as opened:
        work = LeasedWork("work", opened, SystemClock(), timedelta(milliseconds=1), tasks)
        running = asyncio.create_task(work.run())
        async with asyncio.timeout(60):
            await done.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
