"""Waiting by asking, with a bound."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from deploy.local.child import Child
from deploy.local.errors import NotReady

Question = Callable[[], Awaitable[bool]]


async def until(
    ask: Question,
    what: str,
    *,
    within: float,
    child: Child | None = None,
    every: float = 0.05,
) -> None:
    """Asks until the answer is yes.

    Raises NotReady after `within` seconds, DiedEarly as soon as `child` has ended.
    """
    deadline = time.monotonic() + within
    while not await ask():
        if child:
            child.ensure_alive()
        if time.monotonic() > deadline:
            raise NotReady(
                what, within, str(child.log) if child else "", child.tail() if child else ""
            )
        await asyncio.sleep(every)


async def listens(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 1.0)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True
