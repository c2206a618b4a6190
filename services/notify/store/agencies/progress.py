"""How far each subscription is, and which process sends it."""

import math
from collections.abc import Collection as Several
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.notify.ports.agencies.subscriptions import Standing
from shared.errors import NotFound
from shared.mongo import Collection, Document

COLLECTION, PROCESSES = "subscription_progress", "subscription_processes"

LEASE_LASTS = timedelta(seconds=10)
"""How long a process that died keeps others waiting; a living one renews its leases."""

READ_NOTED_EVERY = timedelta(minutes=1)

CALLS_APART = timedelta(seconds=5)
"""Between two messages to a receiver that somebody asks for."""


class MongoProgress:
    """One document a subscription, written often, apart from what people say of it.

    Whoever holds the lease sends. It saves work and guards nothing: the position is moved only
    from where it was, so that a process that lost its lease moves nothing, and what two have sent
    receivers tell by its id.
    """

    def __init__(self, collection: Collection, processes: Collection) -> None:
        self._collection = collection
        self._processes = processes
        self._holder = uuid4().hex

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._collection.create_index("lease.until")
        await self._processes.create_index("until", expireAfterSeconds=3600)

    async def begin(self, subscription: str, up_to: int) -> None:
        """Notes where a new one begins."""
        begun = {"up_to": up_to, "failing_since": None, "warned_at": None, "lease": None}
        await self._collection.insert_one({"_id": subscription, **begun})

    async def of(self, subscription: str) -> Standing:
        """How far it is. Raises NotFound."""
        found = await self._collection.find_one({"_id": subscription})
        if found is None:
            raise NotFound("subscription", subscription)
        return Standing.model_validate(found)

    async def rewind(self, subscription: str, up_to: int) -> None:
        """It goes on behind this position."""
        await self._collection.update_one({"_id": subscription}, {"$set": {"up_to": up_to}})

    async def read(self, subscription: str, *, real: datetime) -> None:
        """Its feed was asked for."""
        before = real - READ_NOTED_EVERY
        older = {"_id": subscription, "$or": [{"read_at": None}, {"read_at": {"$lte": before}}]}
        await self._collection.update_one(older, {"$set": {"read_at": real}})

    async def may_call(self, subscription: str, *, real: datetime) -> int:
        """0, once in some seconds, when its receiver may be called now; else the seconds left."""
        before = real - CALLS_APART
        free = {"_id": subscription, "$or": [{"called_at": None}, {"called_at": {"$lte": before}}]}
        done = await self._collection.update_one(free, {"$set": {"called_at": real}})
        return 0 if done.matched_count else math.ceil(CALLS_APART.total_seconds())

    async def claim(self, wanted: Several[str], at_most: int) -> list[str]:
        """Takes up to so many of these that nobody sends; those that are this process's now."""
        if at_most <= 0:
            return []
        now = datetime.now(UTC)
        free: Document = {"$or": [{"lease": None}, {"lease.until": {"$lte": now}}]}
        query = {"_id": {"$in": [*wanted]}, **free}
        found = [d["_id"] async for d in self._collection.find(query, {"_id": 1}).limit(at_most)]
        if not found:
            return []
        lease = {"by": self._holder, "until": now + LEASE_LASTS}
        await self._collection.update_many(
            {"_id": {"$in": found}, **free}, {"$set": {"lease": lease}}
        )
        ours = {"_id": {"$in": found}, "lease.by": self._holder}
        return [d["_id"] async for d in self._collection.find(ours, {"_id": 1})]

    async def renew(self) -> None:
        """Keeps what this process holds for another while, and shows that it lives."""
        until = datetime.now(UTC) + LEASE_LASTS
        await self._processes.update_one(
            {"_id": self._holder}, {"$set": {"until": until}}, upsert=True
        )
        await self._collection.update_many(
            {"lease.by": self._holder}, {"$set": {"lease.until": until}}
        )

    async def holds(self, subscription: str) -> bool:
        """Whether this process sends it."""
        ours = {"_id": subscription, "lease.by": self._holder}
        return await self._collection.find_one(ours, {"_id": 1}) is not None

    async def processes(self) -> int:
        """How many processes live that send, this one included."""
        others = {"_id": {"$ne": self._holder}, "until": {"$gt": datetime.now(UTC)}}
        return 1 + await self._processes.count_documents(others)

    async def release(self, subscription: str) -> None:
        """Lets another process send it at once."""
        ours = {"_id": subscription, "lease.by": self._holder}
        await self._collection.update_one(ours, {"$set": {"lease": None}})

    async def leave(self) -> None:
        """Lets the others have what this process was to send."""
        await self._collection.update_many({"lease.by": self._holder}, {"$set": {"lease": None}})
        await self._processes.delete_one({"_id": self._holder})

    async def advance(self, subscription: str, *, from_: int, to: int) -> bool:
        """Moves the position; False when it is not there any more, or not this process's."""
        ours = {"_id": subscription, "lease.by": self._holder, "up_to": from_}
        done = await self._collection.update_one(ours, {"$set": {"up_to": to}})
        return bool(done.matched_count)

    async def failed(self, subscription: str, *, real: datetime) -> Standing:
        """Its receiver has taken nothing just now; as it stands then."""
        first = {"_id": subscription, "failing_since": None}
        await self._collection.update_one(first, {"$set": {"failing_since": real}})
        return await self.of(subscription)

    async def succeeded(self, subscription: str) -> None:
        """Its receiver has taken something."""
        well = {"failing_since": None, "warned_at": None}
        await self._collection.update_one({"_id": subscription}, {"$set": well})

    async def warned(self, subscription: str, *, real: datetime) -> None:
        """Somebody was warned that it fails."""
        await self._collection.update_one({"_id": subscription}, {"$set": {"warned_at": real}})

    async def failing(self) -> list[tuple[str, datetime]]:
        """Those whose receivers fail, with since when."""
        found = self._collection.find({"failing_since": {"$ne": None}}, {"failing_since": 1})
        return [(d["_id"], d["failing_since"]) async for d in found]

    async def least(self, subscriptions: Several[str]) -> int | None:
        """How far the one is that is the least far of these."""
        query = {"_id": {"$in": [*subscriptions]}}
        found = await self._collection.find_one(query, {"up_to": 1}, sort=[("up_to", 1)])
        return None if found is None else int(found["up_to"])
