"""How far the ledger is, for all in this process who wait for more."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from shared.looping import Wake, keep_doing

POLL_EVERY = timedelta(seconds=0.5)
"""What other replicas have added is found by one indexed read."""


class Newest:
    """Looks once for everybody, at once when `wake` is called, else twice a second."""

    def __init__(self, last: Callable[[], Awaitable[int]], wake: Wake) -> None:
        self._last = last
        self._wake = wake
        self._also: list[Wake] = []
        self._position = 0
        self._changed = asyncio.Event()

    def wakes(self, other: Wake) -> None:
        """Calls another one whenever there is more."""
        self._also.append(other)

    async def run(self) -> None:
        """Looks until cancelled."""
        await keep_doing("newest outcome", self._read, POLL_EVERY, wake=self._wake)

    async def beyond(self, position: int) -> None:
        """Returns once there is an outcome behind this position."""
        while self._position <= position:
            await self._changed.wait()

    async def _read(self) -> None:
        position = await self._last()
        if position == self._position:
            return
        self._position = position
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        for wake in self._also:
            wake()
