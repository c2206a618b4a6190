"""One at a time for each of many, so that nobody takes all of what there is a little of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class OneEach:
    """Of those that go by the same name one goes on at a time; they come in order."""

    def __init__(self) -> None:
        # A lock is gone when nobody holds it or waits for it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def of(self, name: str) -> AsyncIterator[None]:
        """Waits until no other of this name goes on, and goes on until the end."""
        lock = self._locks.setdefault(name, asyncio.Lock())
        async with lock:
            yield
