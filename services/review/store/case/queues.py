"""Queues and counts over the cases of a round."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.review.domain.case import Case
from services.review.domain.case.progress import CaseCount
from services.review.ports import CaseFilter, Page
from services.review.store.case.case_document import to_case
from shared.errors import FieldError, Rejected
from shared.journal import Journal
from shared.mongo import Document

_SLIM = {"events": 0, "answers": 0, "materials": 0}


class MongoQueues:
    """Reads over the collection that the cases' journal writes."""

    def __init__(self, journal: Journal) -> None:
        self._cases = journal.collection

    async def page(self, which: CaseFilter, cursor: str | None, limit: int) -> Page[Case]:
        """Cases, the oldest statutory due date first; raises Rejected for a foreign cursor."""
        query = _query(which)
        if cursor is not None:
            at, after = _read(cursor)
            query["$or"] = [{"sort_at": {"$gt": at}}, {"sort_at": at, "_id": {"$gt": after}}]
        found = self._cases.find(query, _SLIM).sort([("sort_at", 1), ("_id", 1)])
        documents = await found.limit(limit + 1).to_list(limit + 1)
        more = len(documents) > limit
        documents = documents[:limit]
        return Page(
            [_case(document) for document in documents],
            _cursor(documents[-1]) if more else None,
        )

    async def counted(self, programme: str, round_id: str) -> Sequence[CaseCount]:
        """The cases of a round, counted by one pass over an index."""
        cut = {name: f"${name}" for name in ("stage", "complete", "returned", "delivery_failed")}
        groups = self._cases.aggregate(
            [
                {"$match": {"programme": programme, "round": round_id}},
                {"$group": {"_id": cut, "count": {"$sum": 1}}},
            ]
        )
        return [
            CaseCount(
                stage=group["_id"]["stage"],
                complete=group["_id"]["complete"],
                returned=bool(group["_id"].get("returned")),
                delivery_failed=bool(group["_id"].get("delivery_failed")),
                cases=group["count"],
            )
            async for group in groups
        ]

    async def by_number(self, which: CaseFilter) -> AsyncIterator[Case]:
        """Every case of a queue, by application number."""
        async for document in self._cases.find(_query(which), _SLIM).sort("number", 1):
            yield _case(document)


def _query(which: CaseFilter) -> Document:
    query: Document = {"programme": which.programme, "round": which.round}
    if which.stage is not None:
        query["stage"] = which.stage
    if which.complete is not None:
        query["complete"] = which.complete
    return query


def _case(document: Mapping[str, Any]) -> Case:
    return to_case(document["_id"], {"answers": {}, "materials": (), **document})


def _cursor(document: Mapping[str, Any]) -> str:
    text = json.dumps([document["sort_at"].isoformat(), document["_id"]])
    return urlsafe_b64encode(text.encode()).decode()


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        at, after = json.loads(urlsafe_b64decode(cursor.encode()))
        return datetime.fromisoformat(at), str(after)
    except (ValueError, TypeError) as error:
        raise Rejected(
            "The cursor is not one that this queue gave out. Start again without it.",
            (FieldError("cursor", "is not the `next` of an earlier page"),),
            code="invalid-request",
        ) from error
