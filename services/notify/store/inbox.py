"""An enterprise's notices across its applications, newest first."""

from services.notify.ports import NoticePage
from services.notify.store.pages import behind, page_of
from shared.mongo import Collection, Document, aggregated


class MongoInbox:
    """Reads correspondence; shows a notice as soon as it is written."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def page(self, uscc: str, *, after: str | None, limit: int) -> NoticePage:
        """Its notices, newest first; `after` is the `next` of the page before."""
        older = behind(after, "one.written_at", newest_first=True)
        stages: list[Document] = [
            {"$match": {"notices.demand.uscc": uscc}},
            {"$unset": "events"},
            {"$set": {"one": "$notices"}},
            {"$unwind": "$one"},
            {"$match": {"one.demand.uscc": uscc, "one.letter": {"$ne": None}, **older}},
            {"$sort": {"one.written_at": -1, "one.id": -1}},
            {"$limit": limit + 1},
        ]
        rows = await aggregated(self._collection, stages)
        found = [dict(document) async for document in rows]
        return page_of(found, "written_at", limit)
