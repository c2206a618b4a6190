"""One holder at a time for work that needs only one of the replicas."""

from datetime import UTC, datetime, timedelta
from time import monotonic
from uuid import uuid4

from shared.mongo import Collection, DuplicateKeyError, ReturnDocument


class Lease:
    """A named lease in MongoDB. It saves work; it never guards correctness."""

    def __init__(self, leases: Collection, name: str, lasts: timedelta) -> None:
        self._leases = leases
        self._name = name
        self._lasts = lasts
        self._holder = uuid4().hex
        self._sure_until = 0.0

    async def held(self) -> bool:
        """Takes the lease, or renews it when half its time is over; False when another has it."""
        asked_at, now = monotonic(), datetime.now(UTC)
        if asked_at < self._sure_until:
            return True
        try:
            found = await self._leases.find_one_and_update(
                {"_id": self._name, "$or": [{"holder": self._holder}, {"until": {"$lt": now}}]},
                {"$set": {"holder": self._holder, "until": now + self._lasts}},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            return False
        mine = bool(found and found["holder"] == self._holder)
        if mine:
            self._sure_until = asked_at + self._lasts.total_seconds() / 2
        return mine

    async def release(self) -> None:
        """Lets another replica take over at once."""
        self._sure_until = 0.0
        await self._leases.delete_one({"_id": self._name, "holder": self._holder})
