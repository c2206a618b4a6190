"""When the next checkpoint is due: seldom under load, soon when it is quiet."""

import asyncio
from time import monotonic

MESSAGES = 20_000
"""Folded but not durable at most; then folding waits."""
UNDER_LOAD = 0.3
WHEN_QUIET = 0.05
"""Seconds from the end of one checkpoint to the start of the next."""


class Pace:
    """Counts what is not durable yet."""

    def __init__(self) -> None:
        self._waiting = 0
        self._full = False
        self._saved_at = monotonic()
        self._something = asyncio.Event()

    @property
    def must_save(self) -> bool:
        """Whether folding must wait for a checkpoint."""
        return self._waiting >= MESSAGES

    def folded(self, messages: int, *, full: bool) -> None:
        """A batch was folded; a full one means that more is waiting."""
        self._waiting += messages
        self._full = full
        self._something.set()

    def saving(self) -> None:
        """All that was folded so far is on its way."""
        self._waiting = 0
        self._something.clear()

    def saved(self) -> None:
        """A checkpoint is over."""
        if not self._waiting:
            self._something.clear()
        self._saved_at = monotonic()

    async def due(self, within: float) -> bool:
        """Returns True when a checkpoint is due, False when nothing was folded within seconds."""
        try:
            await asyncio.wait_for(self._something.wait(), within)
        except TimeoutError:
            return False
        pause = UNDER_LOAD if self._full else WHEN_QUIET
        await asyncio.sleep(max(0.0, self._saved_at + pause - monotonic()))
        return True
