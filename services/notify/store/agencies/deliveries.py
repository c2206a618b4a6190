"""What became of each message to each receiver."""

from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.notify.domain.agencies.attempt import Fate
from services.notify.ports.agencies.subscriptions import DeliveryLine, DeliveryPage, Tried
from shared.errors import NotFound
from shared.mongo import DESCENDING, Collection, Document, ReturnDocument, UpdateOne

COLLECTION = "webhook_deliveries"

KEPT = timedelta(days=30)
"""How long what is over is there to be read."""

ATTEMPTS_KEPT = 20


class MongoDeliveries:
    """One document a message and receiver; the attempts that were made of it stand in it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._collection.create_index([("subscription", 1), ("position", DESCENDING)])
        await self._collection.create_index(
            [("subscription", 1), ("fate", 1), ("position", DESCENDING)]
        )
        waiting = {"next_at": {"$type": "date"}}
        await self._collection.create_index(
            [("subscription", 1), ("next_at", 1)], partialFilterExpression=waiting
        )
        await self._collection.create_index(
            "over_at", expireAfterSeconds=int(KEPT.total_seconds()), sparse=True
        )

    async def record(self, subscription: str, tried: Sequence[Tried]) -> None:
        """Notes what came of these attempts, whether or not there were others before."""
        if tried:
            updates = [UpdateOne(*_update(subscription, each), upsert=True) for each in tried]
            await self._collection.bulk_write(updates, ordered=False)

    async def page(
        self, subscription: str, *, fate: Fate | None, before: int | None, limit: int
    ) -> DeliveryPage:
        """Those of a subscription, without their attempts, the latest position first."""
        query: Document = {"subscription": subscription}
        query |= {} if fate is None else {"fate": fate}
        query |= {} if before is None else {"position": {"$lt": before}}
        rows = self._collection.find(query, {"attempts": 0}).sort("position", DESCENDING)
        found = [_read(document) async for document in rows.limit(limit + 1)]
        following = found[limit - 1].position if len(found) > limit else None
        return DeliveryPage(found[:limit], following)

    async def get(self, subscription: str, position: int) -> DeliveryLine:
        """One with its attempts. Raises NotFound."""
        found = await self._collection.find_one({"_id": _key(subscription, position)})
        if found is None:
            raise NotFound("delivery", str(position))
        return _read(found)

    async def retry(self, subscription: str, position: int, *, real: datetime) -> DeliveryLine:
        """Has it sent at once, and its schedule begin anew. Raises NotFound."""
        found = await self._collection.find_one_and_update(
            {"_id": _key(subscription, position)},
            {"$set": {"fate": "waiting", "next_at": real, "tries": 0}, "$unset": {"over_at": 1}},
            return_document=ReturnDocument.AFTER,
        )
        if found is None:
            raise NotFound("delivery", str(position))
        return _read(found)

    async def with_due(self, subscriptions: Several[str], real: datetime) -> list[str]:
        """Those of these subscriptions of which something is due by now."""
        query = {"subscription": {"$in": [*subscriptions]}, "next_at": {"$lte": real}}
        return await self._collection.distinct("subscription", query)

    async def due(self, subscription: str, real: datetime, limit: int) -> list[DeliveryLine]:
        """Up to so many that are due by now, the longest waiting first."""
        query = {"next_at": {"$lte": real}, "subscription": subscription}
        rows = self._collection.find(query, {"attempts": 0}).sort("next_at", 1).limit(limit)
        return [_read(document) async for document in rows]

    async def oldest_waiting(self, subscriptions: Several[str]) -> datetime | None:
        """When the first attempt was made for what waits the longest in these subscriptions."""
        query = {"subscription": {"$in": [*subscriptions]}, "next_at": {"$type": "date"}}
        found = await self._collection.find_one(query, {"first_at": 1}, sort=[("first_at", 1)])
        return None if found is None else found["first_at"]


def _key(subscription: str, position: int) -> str:
    return f"{subscription}/{position}"


def _update(subscription: str, tried: Tried) -> tuple[Document, Document]:
    outcome, verdict, at = tried.outcome, tried.verdict, tried.attempt.at
    over = verdict.fate != "waiting"
    change: Document = {
        "$set": {
            "fate": verdict.fate,
            "next_at": verdict.next_at,
            "tries": tried.number,
            "last_at": at,
            **({"over_at": at} if over else {}),
        },
        "$push": {
            "attempts": {"$each": [tried.attempt.model_dump()], "$slice": -ATTEMPTS_KEPT},
        },
        "$setOnInsert": {
            "subscription": subscription,
            "position": outcome.position,
            "message": outcome.id,
            "type": outcome.type,
            "subject": outcome.subject,
            "first_at": at,
        },
    }
    if not over:
        change["$unset"] = {"over_at": 1}
    return {"_id": _key(subscription, outcome.position)}, change


def _read(document: Mapping[str, Any]) -> DeliveryLine:
    return DeliveryLine.model_validate(document)
