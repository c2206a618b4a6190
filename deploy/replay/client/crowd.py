"""Many at the same time, but not all at once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from deploy.replay.client.client import AT_ONCE

T = TypeVar("T")


async def each(
    items: Iterable[T], do: Callable[[T], Awaitable[None]], at_once: int = AT_ONCE
) -> None:
    """Does it for every item, in order of starting; the first failure cancels the others."""
    left = iter(items)

    async def one_after_another() -> None:
        for item in left:
            await do(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(at_once):
                group.create_task(one_after_another())
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None
