"""Wakes the delivery at once when something becomes due in this process."""

import asyncio
from datetime import timedelta


class DoorBell:
    """Listen first, then look, then wait: no ring is missed in between."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Something became due."""
        self._rung.set()

    def listen(self) -> None:
        """Forgets the rings so far."""
        self._rung.clear()

    async def heard(self, within: timedelta) -> None:
        """Returns at the first ring since `listen`, or when the time is up."""
        try:
            await asyncio.wait_for(self._rung.wait(), within.total_seconds())
        except TimeoutError:
            return
