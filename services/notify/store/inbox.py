"""An enterprise's notices across its applications, newest first."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from services.notify.ports import InboxPage
from services.notify.store.correspondences import read
from shared.errors import FieldError, Rejected
from shared.mongo import Collection, Document


class MongoInbox:
    """Reads correspondence; shows a notice as soon as it is written."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def page(self, uscc: str, *, after: str | None, limit: int) -> InboxPage:
        """Its notices, newest first; `after` is the `next` of the page before."""
        stages: list[Document] = [
            {"$match": {"notices.demand.uscc": uscc}},
            {"$unset": "events"},
            {"$set": {"one": "$notices"}},
            {"$unwind": "$one"},
            {"$match": {"one.demand.uscc": uscc, "one.letter": {"$ne": None}, **_older(after)}},
            {"$sort": {"one.written_at": -1, "one.id": -1}},
            {"$limit": limit + 1},
        ]
        found = [document async for document in self._collection.aggregate(stages)]
        rows = []
        for document in found[:limit]:
            correspondence = read(document["_id"], document)
            notice = correspondence.notice(document["one"]["id"])
            if notice is not None:
                rows.append((correspondence, notice))
        more = len(found) > limit
        return InboxPage(rows, _cursor(found[limit - 1]["one"]) if more else None)


def _cursor(notice: Document) -> str:
    last = [notice["written_at"].isoformat(), notice["id"]]
    return urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")


def _older(cursor: str | None) -> Document:
    if cursor is None:
        return {}
    try:
        written, identity = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at = datetime.fromisoformat(written)
    except (ValueError, TypeError) as error:
        raise Rejected(
            "The cursor is not one that this list gave; start without one.",
            (FieldError("cursor", "is not the `next` of an earlier page"),),
            code="invalid-request",
        ) from error
    return {
        "$or": [
            {"one.written_at": {"$lt": at}},
            {"one.written_at": at, "one.id": {"$lt": str(identity)}},
        ]
    }
