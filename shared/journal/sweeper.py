"""Publishes what a crash or an outage of Kafka left behind."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from shared.error_lines import told
from shared.errors import Unavailable
from shared.journal.lease import Lease
from shared.journal.relay import BATCH, Relay
from shared.journal.tail import Tail
from shared.logs import logger
from shared.mongo import Collection, PyMongoError

GRACE = timedelta(seconds=2)
"""How long the fast path has before the sweeper takes over."""

SIDE_BY_SIDE = 3
"""Batches in flight: while one is marked in MongoDB another is on its way to Kafka."""

LOOK_EVERY = timedelta(milliseconds=500)

log = logger("sweeper")


class Sweeper:
    """Looks for records with unsent events, in one replica of the service."""

    def __init__(self, relay: Relay, collections: Mapping[str, Collection], lease: Lease) -> None:
        self._relay = relay
        self._collections = collections
        self._lease = lease

    async def run(self) -> None:
        """Sweeps until cancelled."""
        while True:
            try:
                if await self._lease.held():
                    swept = await self.sweep(before=datetime.now(UTC) - GRACE)
                    if swept:
                        log.info("swept", events=swept)
            except (Unavailable, PyMongoError) as error:
                log.warning("will sweep again", error=told(error))
            await asyncio.sleep(LOOK_EVERY.total_seconds())

    async def sweep(self, *, before: datetime) -> int:
        """Publishes all that was unsent at `before`, oldest first; tells how many events."""
        total = 0
        for name, collection in self._collections.items():
            while keys := await _unsent(collection, before):
                # Different records, so their runs may go side by side.
                rounds = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
                total += sum(
                    await asyncio.gather(
                        *(
                            self._relay.publish(
                                [Tail(name, key, None) for key in r], each_told=False
                            )
                            for r in rounds
                        )
                    )
                )
                await self._lease.held()
        return total


async def _unsent(collection: Collection, before: datetime) -> list[str]:
    waiting = collection.find({"unsent": {"$lt": before}}, {"_id": 1})
    return [found["_id"] async for found in waiting.sort("unsent", 1).limit(SIDE_BY_SIDE * BATCH)]


async def oldest_unsent(collections: Mapping[str, Collection]) -> datetime | None:
    """Since when the longest-waiting event waits; None when none does."""
    found = [
        await collection.find_one(
            {"unsent": {"$exists": True}}, {"unsent": 1}, sort=[("unsent", 1)]
        )
        for collection in collections.values()
    ]
    return min((document["unsent"] for document in found if document), default=None)
