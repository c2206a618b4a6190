"""Waiting for what must come, by asking, with a bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
POLL = 0.03
BOUND = 120.0
"""Seconds."""


async def until(
    what: str, ask: Callable[[], Awaitable[T]], right: Callable[[T], object], bound: float = BOUND
) -> T:
    """The first answer that is right; fails after `bound` seconds, naming the last answer."""
    deadline = time.monotonic() + bound
    while not right(seen := await ask()):
        assert time.monotonic() < deadline, f"{what}: not within {bound:g} s; last seen: {seen}"
        await asyncio.sleep(POLL)
    return seen


async def until_equal(
    what: str, ask: Callable[[], Awaitable[T]], expected: T, bound: float = BOUND
) -> None:
    """Waits until the answer equals `expected`; fails after `bound` seconds, showing both."""
    deadline = time.monotonic() + bound
    while (seen := await ask()) != expected:
        assert time.monotonic() < deadline, f"{what}: expected {expected}, seen {seen}"
        await asyncio.sleep(POLL)
