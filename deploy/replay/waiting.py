"""Waiting by asking: until the services' own counts are what they must become."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

POLL = 0.075
"""Seconds between two questions; more when an answer itself takes long."""

SLOWEST_POLL = 1.0
"""Seconds between two questions at most, so that one that was away is soon asked again."""

STUCK_AFTER = 120.0
"""Seconds without any change; on a busy machine a broker that was killed takes half of them."""

T = TypeVar("T")
Counts = Mapping[str, Any]
Ask = Callable[[], Awaitable[Counts]]


class Stuck(Exception):
    """The counts stopped changing before they were what they must become."""

    def __init__(self, what: str, expected: Counts, seen: Counts) -> None:
        wrong = ", ".join(
            f"{name}: expected {value}, seen {seen.get(name, 'nothing')}"
            for name, value in expected.items()
            if seen.get(name) != value
        )
        super().__init__(f"{what}: nothing changed for {STUCK_AFTER:.0f} s; {wrong}.")


async def until(
    what: str,
    ask: Ask,
    expected: Counts,
    on_change: Callable[[Counts], None] = lambda _: None,
    *,
    every: float = POLL,
) -> Counts:
    """Asks until every expected count is there and returns all counts; raises Stuck.

    `every` is how many seconds lie between two questions at least; more where an answer is dear.
    """
    seen: Counts = {}
    changed_at = time.monotonic()
    while True:
        counts, pause = await _asked(ask)
        if counts != seen:
            seen, changed_at = counts, time.monotonic()
            on_change(counts)
        if all(counts.get(name) == value for name, value in expected.items()):
            return counts
        if time.monotonic() - changed_at > STUCK_AFTER:
            raise Stuck(what, expected, seen)
        await asyncio.sleep(max(pause, every))


async def meanwhile(work: Awaitable[T], ask: Ask, show: Callable[[Counts], None]) -> T:
    """What comes of the work; the counts are told as long as it takes, if they can be had."""
    showing = asyncio.create_task(_show(ask, show))
    try:
        return await work
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _show(ask: Ask, show: Callable[[Counts], None]) -> None:
    while True:
        counts, pause = await _asked(ask)
        show(counts)
        await asyncio.sleep(pause)


async def _asked(ask: Ask) -> tuple[Counts, float]:
    """The counts, and the seconds until it makes sense to ask for them again."""
    asked_at = time.monotonic()
    counts = await ask()
    took = time.monotonic() - asked_at
    return counts, min(max(POLL, 2 * took), SLOWEST_POLL)
