"""Work that goes on until its service stops: at once when woken, else at intervals."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiokafka.errors import KafkaError

from shared.error_lines import error_line
from shared.errors import Rejected, Unavailable
from shared.logs import logger
from shared.mongo import PyMongoError

PASSING = (Unavailable, Rejected, PyMongoError, KafkaError, OSError)
"""Failures that may be over at the next try, such as a server that is away."""

log = logger("loop")


class Wake:
    """Tells a loop in the same process that there is work.

    A loop forgets earlier calls, then works, then waits, so that no call is missed in between.
    """

    def __init__(self) -> None:
        self._called = asyncio.Event()

    def __call__(self) -> None:
        """There is work."""
        self._called.set()

    def forget(self) -> None:
        """Forgets the calls so far."""
        self._called.clear()

    async def wait(self, at_most: timedelta) -> None:
        """Returns at the first call since `forget`, or when the time is over."""
        try:
            await asyncio.wait_for(self._called.wait(), at_most.total_seconds())
        except TimeoutError:
            return


async def keep_doing(
    name: str,
    work: Callable[[], Awaitable[object]],
    every: timedelta,
    *,
    wake: Wake | None = None,
) -> None:
    """Does `work` until cancelled, a pause of `every` between two runs, which `wake` ends.

    A failure that passes, such as a server that is away, is logged once and then tried again.
    """
    wake, failing = wake or Wake(), False
    while True:
        wake.forget()
        try:
            await work()
        except PASSING as error:
            if not failing:
                log.warning("will try again", work=name, error=error_line(error))
            failing = True
        else:
            failing = False
        await wake.wait(every)
