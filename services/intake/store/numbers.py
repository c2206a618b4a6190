"""Numbers in blocks: unique across replicas, with one write for many of them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator

from pymongo import ReturnDocument

from shared.mongo import Collection

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
        """The next place in this series, from 1."""
        place = next(self._left[series], None)
        if place is not None:
            return place
        async with self._taking[series]:
            place = next(self._left[series], None)
            if place is None:
                block = await self._take(series)
                place = block[0]
                self._left[series] = iter(block[1:])
        return place

    async def _take(self, series: str) -> range:
        counter = await self._counters.find_one_and_update(
            {"_id": series},
            {"$inc": {"last": self._block}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        last: int = counter["last"]
        return range(last - self._block + 1, last + 1)
