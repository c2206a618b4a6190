"""Notices that mail could not deliver, for those who have to serve them."""

from services.notify.domain.kinds import MUST_ARRIVE
from services.notify.ports import NoticePage
from services.notify.store.pages import behind, page_of
from shared.mongo import Collection, Document, aggregated


class MongoFailedDeliveries:
    """Reads correspondence; what is tried again, published or moot is not in it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def page(
        self, programme: str, round_: str, *, after: str | None, limit: int
    ) -> NoticePage:
        """Those of a round that have to arrive, the longest waiting first; `after` is a `next`."""
        failed: Document = {
            "demand.programme": programme,
            "demand.round": round_,
            "kind": {"$in": sorted(MUST_ARRIVE)},
            "status": "escalated",
            "delivered_at": None,
            "moot_at": None,
            "counts_from": None,
        }
        later = behind(after, "one.escalated_at", newest_first=False)
        stages: list[Document] = [
            {"$match": {"notices": {"$elemMatch": failed}}},
            {"$unset": "events"},
            {"$set": {"one": "$notices"}},
            {"$unwind": "$one"},
            {"$match": {**{f"one.{name}": value for name, value in failed.items()}, **later}},
            {"$sort": {"one.escalated_at": 1, "one.id": 1}},
            {"$limit": limit + 1},
        ]
        rows = await aggregated(self._collection, stages)
        found = [dict(document) async for document in rows]
        return page_of(found, "escalated_at", limit)
