"""Publishes what a crash or an outage of Kafka left behind."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta

from shared.journal.lease import Lease
from shared.journal.relay import BATCH, UNPUBLISHED, Relay, tail_of
from shared.journal.tail import Tail
from shared.logs import logger
from shared.looping import keep_doing
from shared.mongo import Collection, Document, aggregated

GRACE = timedelta(seconds=2)
"""How long the fast path has before the sweeper takes over."""

SIDE_BY_SIDE = 3
"""Batches in flight: while one is marked in MongoDB another is on its way to Kafka."""

SWEEP_EVERY = timedelta(milliseconds=500)

log = logger("sweeper")


class Sweeper:
    """Looks for records with unsent events, in one replica of the service."""

    def __init__(self, relay: Relay, collections: Mapping[str, Collection], lease: Lease) -> None:
        self._relay = relay
        self._collections = collections
        self._lease = lease

    async def run(self) -> None:
        """Sweeps until cancelled."""
        await keep_doing("sweeper", self._sweep_if_held, SWEEP_EVERY)

    async def _sweep_if_held(self) -> None:
        if await self._lease.held() and (
            swept := await self.sweep(before=datetime.now(UTC) - GRACE)
        ):
            log.info("swept", events=swept)

    async def sweep(self, *, before: datetime) -> int:
        """Publishes all that was unsent at `before`, oldest first; tells how many events."""
        oldest = await oldest_unsent(self._collections)
        if oldest is None or oldest >= before:
            return 0
        return sum(
            [
                await self._publish(unsent(name, collection, before))
                for name, collection in self._collections.items()
            ]
        )

    async def _publish(self, batches: AsyncIterator[list[Tail]]) -> int:
        """Different records, so their runs may go side by side."""
        total = 0
        under_way: deque[asyncio.Task[int]] = deque()
        try:
            async for tails in batches:
                if len(under_way) == SIDE_BY_SIDE:
                    total += await under_way.popleft()
                    await self._lease.held()
                publishing = self._relay.publish(tails, swept=True)
                under_way.append(asyncio.create_task(publishing))
            while under_way:
                total += await under_way.popleft()
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)
        return total


async def unsent(name: str, collection: Collection, before: datetime) -> AsyncIterator[list[Tail]]:
    """What was unsent at `before`, oldest first, in batches.

    One pass: what is marked meanwhile lies behind it.
    """
    waiting = await aggregated(
        collection,
        [{"$match": {"unsent": {"$lt": before}}}, {"$sort": {"unsent": 1}}, UNPUBLISHED],
        batchSize=BATCH,
    )
    while found := await waiting.to_list(BATCH):
        yield [tail_of(name, document) for document in found]


async def oldest_unsent(collections: Mapping[str, Collection]) -> datetime | None:
    """Since when the longest-waiting event waits; None when none does.

    One question about all collections, which are of one database: it is asked twice a second.
    """
    if not collections:
        return None
    first, *others = collections.values()
    oldest: list[Document] = [
        {"$match": {"unsent": {"$exists": True}}},
        {"$sort": {"unsent": 1}},
        {"$limit": 1},
        {"$project": {"unsent": 1}},
    ]
    united = [{"$unionWith": {"coll": each.name, "pipeline": oldest}} for each in others]
    found = await aggregated(first, [*oldest, *united])
    return min((document["unsent"] for document in await found.to_list(None)), default=None)
