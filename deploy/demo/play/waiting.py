"""Waiting by asking: until the services' own counts are what they must become."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

POLL = 0.075
"""Seconds between two questions; more when an answer itself takes long."""

SLOWEST_POLL = 1.0
"""Seconds between two questions at most, so that one that was away is soon asked again."""

STUCK_AFTER = 60.0
"""Seconds without any change; a broker that is killed is back within half of them."""

Counts = Mapping[str, Any]


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
    ask: Callable[[], Awaitable[Counts]],
    expected: Counts,
    on_change: Callable[[Counts], None] = lambda _: None,
) -> Counts:
    """Asks until every expected count is there and returns all counts; raises Stuck."""
    seen: Counts = {}
    changed_at = time.monotonic()
    while True:
        asked_at = time.monotonic()
        counts = await ask()
        took = time.monotonic() - asked_at
        if counts != seen:
            seen, changed_at = counts, time.monotonic()
            on_change(counts)
        if all(counts.get(name) == value for name, value in expected.items()):
            return counts
        if time.monotonic() - changed_at > STUCK_AFTER:
            raise Stuck(what, expected, seen)
        await asyncio.sleep(min(max(POLL, 2 * took), SLOWEST_POLL))
