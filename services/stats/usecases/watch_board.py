"""Lets any number of viewers follow a board; each change is read and rendered once for all."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from time import monotonic

from services.stats.ports import Clock, Language, Render
from services.stats.usecases.read_board import ReadBoard
from shared.logs import logger

POLL_EVERY = 0.1
"""Seconds between reads of the snapshot number, while somebody watches."""
AT_MOST_EVERY = 0.25
"""Seconds between two snapshots sent; the first change after a quiet while goes at once."""
APART = 4.0
"""That pause is as many times what the last one took, if this is more: reading figures of many
applications would keep the service from all else."""
LONGEST_PAUSE = 5.0
"""Seconds between reads at most, while they fail."""
log = logger("watch")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A board rendered in every language, under its number."""

    number: int
    fragments: Mapping[Language, Mapping[str, str]]


@dataclass
class _Watched:
    viewers: int = 0
    newest: Snapshot | None = None
    sent_at: float = float("-inf")
    took: float = 0.0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    taking: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Many that come at once have the first snapshot taken once."""
    task: asyncio.Task[None] | None = None


class WatchBoard:
    """Polls for a new snapshot only while somebody watches; replicas see each other's changes."""

    def __init__(self, board: ReadBoard, clock: Clock, render: Render) -> None:
        self._board = board
        self._clock = clock
        self._render = render
        self._watched: dict[tuple[str, str], _Watched] = {}

    async def __call__(
        self, programme: str, round_: str, quiet: float
    ) -> AsyncIterator[Snapshot | None]:
        """The present snapshot, then each newer one; None after `quiet` seconds without any.

        Raises UnknownProgramme or UnknownRound.
        """
        key = (programme, round_)
        watched = self._watched.setdefault(key, _Watched())
        watched.viewers += 1
        try:
            async with watched.taking:
                if watched.newest is None or watched.task is None:
                    watched.newest = await self._take(key)
                    watched.task = asyncio.create_task(self._poll(key, watched))
            seen = watched.newest
            yield seen
            while True:
                newer = await self._next(watched, seen, quiet)
                if newer is not None:
                    seen = newer
                yield newer
        finally:
            watched.viewers -= 1
            if not watched.viewers:
                self._watched.pop(key, None)
                if watched.task is not None:
                    watched.task.cancel()

    @staticmethod
    async def _next(watched: _Watched, seen: Snapshot, quiet: float) -> Snapshot | None:
        try:
            async with asyncio.timeout(quiet), watched.changed:
                await watched.changed.wait_for(lambda: watched.newest is not seen)
                return watched.newest
        except TimeoutError:
            return None

    async def _poll(self, key: tuple[str, str], watched: _Watched) -> None:
        pause = POLL_EVERY
        while True:
            await asyncio.sleep(pause)
            if monotonic() - watched.sent_at < max(AT_MOST_EVERY, APART * watched.took):
                continue
            began = monotonic()
            try:
                newer = await self._newer(key, watched)
            # While the store is away viewers keep what they have, and are served again after.
            except Exception:
                if pause == POLL_EVERY:
                    log.exception("no new snapshots", programme=key[0], round=key[1])
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            if pause > POLL_EVERY:
                log.info("snapshots again", programme=key[0], round=key[1])
                pause = POLL_EVERY
            if newer is not None:
                async with watched.changed:
                    watched.newest, watched.sent_at = newer, monotonic()
                    watched.took = watched.sent_at - began
                    watched.changed.notify_all()

    async def _newer(self, key: tuple[str, str], watched: _Watched) -> Snapshot | None:
        known = watched.newest.number if watched.newest else -1
        return None if await self._board.snapshot(*key) == known else await self._take(key)

    async def _take(self, key: tuple[str, str]) -> Snapshot:
        board = await self._board(*key, at=self._clock.now())
        fragments = {language: self._render(board, language) for language in LANGUAGES}
        return Snapshot(board.snapshot, fragments)
