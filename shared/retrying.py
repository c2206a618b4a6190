"""Doing work anew after a failure that passes."""

import asyncio
from collections.abc import Awaitable, Callable
from random import uniform
from typing import TypeVar

from shared.errors import StaleWrite

T = TypeVar("T")
TRIES = 20
PAUSE = 0.01
"""Seconds; the n-th pause is at most n times as long, and random, so that two part ways."""


async def retry(
    work: Callable[[], Awaitable[T]],
    on: tuple[type[Exception], ...] = (StaleWrite,),
    *,
    tries: int = TRIES,
    pause: float = PAUSE,
) -> T:
    """Does `work` until it does not fail in one of these ways; raises what the last try raised.

    By default that is a record which somebody else saved first: `work` has to load it anew.
    """
    for attempt in range(1, tries):
        try:
            return await work()
        except on:
            await asyncio.sleep(uniform(0, pause * attempt))
    return await work()
