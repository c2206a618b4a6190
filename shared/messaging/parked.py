"""Messages that wait for another try, in order for each key, while all others go on."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from shared.messaging.envelope import Message, Received
from shared.mongo import ASCENDING, Binary, Collection, DuplicateKeyError, aggregated

CLAIM_LASTS = timedelta(seconds=30)

AT_ONCE = 100
"""Messages claimed after one look at the lanes."""

OFFSET = "place.1"
"""MongoDB would sort whole places by their smallest number, which may be the partition's."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A message in waiting: how often it was tried and why it failed."""

    id: str
    message: Received
    attempts: int
    reason: str


class Parking:
    """The waiting messages of one consumer, kept in its own database."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._collection.create_index([("lane", ASCENDING), (OFFSET, ASCENDING)])

    async def busy_lanes(self, lanes: Sequence[str]) -> set[str]:
        """Which of these lanes (topic and key) have a message waiting."""
        return set(await self._collection.distinct("lane", {"lane": {"$in": list(lanes)}}))

    async def park(self, message: Received, *, attempts: int, reason: str, due: datetime) -> None:
        """Keeps a message for later; the same message twice is one."""
        try:
            await self._collection.insert_one(
                {
                    "_id": _id(message),
                    "lane": lane_of(message),
                    # The name that documents have had from the first.
                    "place": list(message.position),
                    "topic": message.topic,
                    "key": Binary(message.key),
                    "value": Binary(message.value),
                    "headers": [[name, Binary(value)] for name, value in message.headers],
                    "attempts": attempts,
                    "reason": reason,
                    "due": due,
                }
            )
        except DuplicateKeyError:
            return

    async def claim(self) -> AsyncIterator[Parked]:
        """Messages whose time has come and that are the first of their lanes, longest due first.

        Each is this caller's for CLAIM_LASTS; if the caller dies it comes up again.
        """
        found = await aggregated(
            self._collection,
            [
                {"$sort": {"lane": 1, OFFSET: 1}},
                {
                    "$group": {
                        "_id": "$lane",
                        "first": {"$first": "$_id"},
                        "due": {"$first": "$due"},
                    }
                },
                {"$match": {"due": {"$lte": datetime.now(UTC)}}},
                {"$sort": {"due": 1}},
                {"$limit": AT_ONCE},
            ],
        )
        for head in await found.to_list(None):
            claimed = await self._collection.find_one_and_update(
                {"_id": head["first"], "due": head["due"]},
                {"$set": {"due": datetime.now(UTC) + CLAIM_LASTS}},
            )
            if claimed is not None:
                yield _read(claimed)

    async def postpone(self, parked: Parked, *, reason: str, due: datetime) -> None:
        """Leaves the message waiting until `due`, one attempt older."""
        await self._collection.update_one(
            {"_id": parked.id}, {"$set": {"due": due, "reason": reason}, "$inc": {"attempts": 1}}
        )

    async def done(self, parked: Parked) -> None:
        """Forgets a message that was handled or buried, and lets the next of its lane come up."""
        await self._collection.delete_one({"_id": parked.id})
        await self._collection.update_many(
            {"lane": lane_of(parked.message)}, {"$min": {"due": datetime.now(UTC)}}
        )

    async def count(self) -> int:
        """How many messages wait."""
        return await self._collection.count_documents({})


def _id(message: Received) -> str:
    # When Kafka was lost and refilled, another message may have the same position.
    content = repr((message.key, message.headers, message.value)).encode()
    partition, offset = message.position
    return f"{message.topic}/{partition}/{offset}/{sha256(content).hexdigest()[:16]}"


def lane_of(message: Message) -> str:
    """Messages of one lane keep their order."""
    return f"{message.topic}/{message.key.hex()}"


def _read(document: Mapping[str, Any]) -> Parked:
    headers: list[list[Any]] = document["headers"]
    return Parked(
        id=document["_id"],
        message=Received(
            topic=document["topic"],
            key=bytes(document["key"]),
            value=bytes(document["value"]),
            headers=tuple((name, bytes(value)) for name, value in headers),
            position=(document["place"][0], document["place"][1]),
        ),
        attempts=document["attempts"],
        reason=document["reason"],
    )
