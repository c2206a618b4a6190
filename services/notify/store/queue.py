"""Which correspondence is due, each for one worker at a time."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from services.notify.domain.correspondence import Correspondence
from services.notify.store.correspondences import readable
from shared.mongo import Collection as MongoCollection
from shared.mongo import Document

LEASE_LASTS = timedelta(seconds=10)
"""How long a worker that died keeps others waiting; a living one renews its leases."""

UNREADABLE_WAITS = timedelta(minutes=1)
"""What only a newer version can read waits for one, and lets the others pass meanwhile."""


class DeliveryQueue:
    """Claims by lease, each for one attempt: the next one that is saved ends it, nothing else does.

    A lease that ended with any change of `due` let a second worker in while the first still sent.
    """

    def __init__(self, collection: MongoCollection) -> None:
        self._collection = collection
        self._holder = uuid4().hex
        self._held: set[str] = set()

    async def claim(
        self, limit: int, *, passing_over: Collection[str] = ()
    ) -> Sequence[Correspondence]:
        """Up to `limit` that are due and nobody else has, the longest waiting first.

        Those to the providers that are to be passed over stay where they are.
        """
        now = datetime.now(UTC)
        wanted_now = _free(now) | ({"provider": {"$nin": [*passing_over]}} if passing_over else {})
        cursor = self._collection.find(wanted_now, {"_id": 1}).sort("due", 1).limit(limit)
        wanted = [found["_id"] async for found in cursor]
        if not wanted:
            return ()
        batch = uuid4().hex
        lease = {
            "by": self._holder,
            "batch": batch,
            "until": now + LEASE_LASTS,
            "turn": "$turn",
        }
        await self._collection.update_many(
            {"_id": {"$in": wanted}, **_free(now)}, [{"$set": {"lease": lease}}]
        )
        mine = self._collection.find({"_id": {"$in": wanted}, "lease.batch": batch}, {"events": 0})
        found = {doc["_id"]: readable(doc["_id"], doc) async for doc in mine.sort("due", 1)}
        claimed = [correspondence for correspondence in found.values() if correspondence]
        self._held.update(c.application for c in claimed)
        unread = [application for application, known in found.items() if known is None]
        await self.give_back(unread, for_=UNREADABLE_WAITS)
        return claimed

    async def renew(self) -> None:
        """Keeps what this process holds for another while."""
        if self._held:
            await self._collection.update_many(
                {"_id": {"$in": list(self._held)}, "lease.by": self._holder},
                {"$set": {"lease.until": datetime.now(UTC) + LEASE_LASTS}},
            )

    def done(self, application: str) -> None:
        """The outcome is saved, or the lease shall run out."""
        self._held.discard(application)

    async def give_back(
        self, applications: Sequence[str], *, for_: timedelta = timedelta()
    ) -> None:
        """Lets anybody claim these again, at once or after a while."""
        if not applications:
            return
        self._held.difference_update(applications)
        await self._collection.update_many(
            {"_id": {"$in": list(applications)}, "lease.by": self._holder},
            {"$set": {"lease.until": datetime.now(UTC) + for_}},
        )


def _free(now: datetime) -> Document:
    return {
        "due": {"$lte": now},
        "$or": [
            {"lease": None},
            {"lease.until": {"$lte": now}},
            {"$expr": {"$ne": ["$lease.turn", "$turn"]}},
        ],
    }
