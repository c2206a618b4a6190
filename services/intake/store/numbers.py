"""Numbers in blocks: unique across replicas, with one write for many of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator

from shared.mongo import Collection, ReturnDocument

COLLECTION = "counters"
BLOCK = 50
"""Numbers taken at once; what a process has left when it ends stays a gap."""


class MongoNumbers:
    """The port `Numbers`: each process gives out a block of its own for each series."""

    def __init__(self, counters: Collection, block: int = BLOCK) -> None:
        self._counters = counters
        self._block = block
        self._left: dict[str, Iterator[int]] = defaultdict(lambda: iter(()))
        self._taking: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def next(self, series: str) -> int:
        """The next number of this series, from 1."""
        number = next(self._left[series], None)
        if number is not None:
            return number
        async with self._taking[series]:
            number = next(self._left[series], None)
            if number is None:
                block = await self._take(series)
                number = block[0]
                self._left[series] = iter(block[1:])
        return number

    async def _take(self, series: str) -> range:
        counter = await self._counters.find_one_and_update(
            {"_id": series},
            {"$inc": {"last": self._block}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        last: int = counter["last"]
        return range(last - self._block + 1, last + 1)
