"""Queues and counts over the cases of a round."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from unicodedata import normalize

from services.review.domain.case import Case
from services.review.domain.case.progress import CaseCount
from services.review.ports import CaseFilter, Order, Page
from services.review.store.case.case_document import ACCEPTED_INCOMPLETE, deemed_by, to_case
from services.review.store.containing import containing
from shared.errors import FieldError, Rejected
from shared.journal import Journal
from shared.mongo import Document, aggregated

_SLIM = {"events": 0, "answers": 0, "materials": 0}
_KEYS: Mapping[Order, tuple[str, ...]] = {"due": ("sort_at", "number"), "number": ("number",)}
"""By what a queue is ordered. A number is given once in a round."""
_SEARCHED = ("number", "uscc", "enterprise.zh", "enterprise.en", "product.zh", "product.en")


class MongoQueues:
    """Reads over the collection that the cases' journal writes."""

    def __init__(self, journal: Journal) -> None:
        self._cases = journal.collection

    async def page(self, which: CaseFilter, cursor: str | None, limit: int) -> Page[Case]:
        """Cases in the order asked for; raises Rejected for a foreign cursor."""
        query = _query(which)
        if cursor is not None:
            query = {"$and": [query, _after(cursor, which.order)]}
        found = self._cases.find(query, _SLIM).sort([(key, 1) for key in _KEYS[which.order]])
        documents = await found.limit(limit + 1).to_list(limit + 1)
        more = len(documents) > limit
        documents = documents[:limit]
        return Page(
            [_case(document) for document in documents],
            _cursor(documents[-1], which.order) if more else None,
        )

    async def count(self, which: CaseFilter) -> int:
        """How many cases there are of these."""
        return await self._cases.count_documents(_query(which))

    async def counted(self, programme: str, round_id: str) -> Sequence[CaseCount]:
        """The cases of a round, counted by one pass over an index."""
        cut = {name: f"${name}" for name in ("stage", "complete", "returned", "delivery_failed")}
        groups = await aggregated(
            self._cases,
            [
                {"$match": {"programme": programme, "round": round_id}},
                {"$group": {"_id": cut, "count": {"$sum": 1}}},
            ],
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
    if which.text:
        # Typed in full width, too, as Chinese input methods do.
        typed = dict.fromkeys((which.text, normalize("NFKC", which.text)))
        query["$or"] = [{field: containing(text)} for field in _SEARCHED for text in typed]
    if which.accepted_incomplete is True:
        query |= ACCEPTED_INCOMPLETE
    elif which.accepted_incomplete is False:
        query["$nor"] = [ACCEPTED_INCOMPLETE]
    if which.on_hold is not None:
        # Older cases do not say it.
        query["on_hold"] = True if which.on_hold else {"$ne": True}
    if which.deemed_by is not None:
        query["$and"] = [deemed_by(*which.deemed_by)]
    return query


def _case(document: Mapping[str, Any]) -> Case:
    return to_case(document["_id"], {"answers": {}, "materials": (), **document})


def _cursor(document: Mapping[str, Any], order: Order) -> str:
    values = [document[key] for key in _KEYS[order]]
    plain = [each.isoformat() if isinstance(each, datetime) else each for each in values]
    return urlsafe_b64encode(json.dumps([order, *plain]).encode()).decode()


def _after(cursor: str, order: Order) -> Document:
    """Those behind the last one of a page, in the same order."""
    try:
        known, *values = json.loads(urlsafe_b64decode(cursor.encode()))
        if known != order or not all(isinstance(value, str) for value in values):
            raise ValueError(known)
        if order == "number":
            (number,) = values
            return {"number": {"$gt": number}}
        day, number = values
        at = datetime.fromisoformat(day)
        return {"$or": [{"sort_at": {"$gt": at}}, {"sort_at": at, "number": {"$gt": number}}]}
    except (ValueError, TypeError) as error:
        raise Rejected(
            "The cursor is not one that this queue gave out. Start again without it.",
            (
                FieldError(
                    "cursor",
                    "is not the `next` of an earlier page in this order",
                    zh="不是此排序下前一页给出的 `next`",
                ),
            ),
            code="invalid-request",
            zh="此游标不是本队列给出的。请去掉游标，从第一页重新开始。",
        ) from error
