"""What the journals say has happened."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.journals import JOURNALS
from deploy.servers import Servers
from shared.contracts import KINDS
from shared.mongo import connect


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One event as its journal has it."""

    id: str
    type: str
    topic: str
    key: str
    seq: int
    data: Mapping[str, Any]


async def journal_events(servers: Servers) -> AsyncIterator[JournalEvent]:
    """Every event of every journal, in order for each record."""
    for place in JOURNALS:
        async with connect(servers.mongo, servers.database(place.service)) as database:
            async for record in database[place.collection].find({}, {"events": 1}):
                for event in record["events"]:
                    yield JournalEvent(
                        id=event["id"],
                        type=event["type"],
                        topic=KINDS[event["type"]].topic,
                        key=record["_id"],
                        seq=event["seq"],
                        data=event["data"],
                    )
