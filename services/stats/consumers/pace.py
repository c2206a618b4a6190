"""When the next checkpoint is due: seldom under load, soon when it is quiet."""

import asyncio
from time import monotonic

MESSAGES = 20_000
"""Folded but not durable at most; then folding waits."""
UNDER_LOAD = 0.3
WHEN_QUIET = 0.05
"""Seconds from the end of one checkpoint to the start of the next, at least."""
APART = 2.0
"""Under load that pause is as many times what the last checkpoint took: it writes nearly all
buckets however little changed, so that a busy machine would do little else."""


class Pace:
    """Counts what is not durable yet."""

    def __init__(self) -> None:
        self._waiting = 0
        self._full = False
        self._saving_at = self._saved_at = monotonic()
        self._something = asyncio.Event()

    @property
    def must_save(self) -> bool:
        """Whether folding must wait for a checkpoint."""
        return self._waiting >= MESSAGES

    @property
    def pause(self) -> float:
        """Seconds from the end of the last checkpoint to the start of the next."""
        took = self._saved_at - self._saving_at
        return max(UNDER_LOAD, APART * took) if self._full else WHEN_QUIET

    def folded(self, messages: int, *, full: bool) -> None:
        """A batch was folded; a full one means that more is waiting."""
        self._waiting += messages
        self._full = full
        self._something.set()

    def loaded(self) -> None:
        """A partition was loaded, which may have to be written."""
        self._something.set()

    def saving(self, now: float) -> None:
        """All that was folded so far is on its way."""
        self._saving_at = now
        self._waiting = 0
        self._something.clear()

    def saved(self, now: float) -> None:
        """A checkpoint is over."""
        if not self._waiting:
            self._something.clear()
        self._saved_at = now

    async def due(self, within: float) -> bool:
        """Returns True when a checkpoint is due, False when nothing changed within seconds."""
        try:
            await asyncio.wait_for(self._something.wait(), within)
        except TimeoutError:
            return False
        await asyncio.sleep(max(0.0, self._saved_at + self.pause - monotonic()))
        return True
