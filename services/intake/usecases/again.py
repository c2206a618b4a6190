"""Doing work anew when somebody else saved first."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from shared.errors import StaleWrite

T = TypeVar("T")
TRIES = 8


async def again_if_stale(work: Callable[[], Awaitable[T]]) -> T:
    """Loads, decides and saves anew, a few times. Raises StaleWrite when it never succeeds."""
    for _ in range(TRIES - 1):
        try:
            return await work()
        except StaleWrite:
            continue
    return await work()
