"""Messages that wait for another try, in order for each key, while all others go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import Binary
from pymongo import ASCENDING

from shared.messaging.envelope import Message
from shared.mongo import Collection, DuplicateKeyError

CLAIM_LASTS = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Parked:
    """A message in waiting: how often it was tried and why it failed."""

    id: str
    message: Message
    attempts: int
    reason: str


class Parking:
    """The waiting messages of one consumer, kept in its own database."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._collection.create_index([("lane", ASCENDING), ("place", ASCENDING)])
        await self._collection.create_index([("due", ASCENDING)])

    async def busy_lanes(self, lanes: Sequence[str]) -> set[str]:
        """Which of these lanes (topic and key) have a message waiting."""
        return set(await self._collection.distinct("lane", {"lane": {"$in": list(lanes)}}))

    async def park(
        self, message: Message, *, place: tuple[int, int], attempts: int, reason: str, due: datetime
    ) -> None:
        """Keeps a message for later; the same message twice is one.

        `place` is its partition and offset.
        """
        try:
            await self._collection.insert_one(
                {
                    "_id": f"{message.topic}/{place[0]}/{place[1]}",
                    "lane": lane_of(message),
                    "place": list(place),
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

    async def claim(self) -> Parked | None:
        """The next message whose time has come and that is the first of its lane.

        It is this caller's for CLAIM_LASTS; if the caller dies it comes up again.
        """
        now = datetime.now(UTC)
        async for candidate in self._collection.find({"due": {"$lte": now}}).sort("due").limit(50):
            first = await self._collection.find_one(
                {"lane": candidate["lane"]}, {"_id": 1}, sort=[("place", 1)]
            )
            if first is None or first["_id"] != candidate["_id"]:
                continue
            claimed = await self._collection.find_one_and_update(
                {"_id": candidate["_id"], "due": candidate["due"]},
                {"$set": {"due": now + CLAIM_LASTS}},
            )
            if claimed is not None:
                return _read(claimed)
        return None

    async def again(self, parked: Parked, *, reason: str, due: datetime) -> None:
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


def lane_of(message: Message) -> str:
    """Messages of one lane keep their order."""
    return f"{message.topic}/{message.key.hex()}"


def _read(document: Mapping[str, Any]) -> Parked:
    headers: list[list[Any]] = document["headers"]
    return Parked(
        id=document["_id"],
        message=Message(
            topic=document["topic"],
            key=bytes(document["key"]),
            value=bytes(document["value"]),
            headers=tuple((name, bytes(value)) for name, value in headers),
        ),
        attempts=document["attempts"],
        reason=document["reason"],
    )
