"""The ledger of public outcomes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from typing import Any

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import HeardOutcome, PublicOutcome
from services.notify.domain.agencies.reconciliation import Counted
from services.notify.store.agencies.outcome_document import (
    query_of,
    to_counted,
    to_document,
    to_outcome,
)
from shared.error_lines import error_line
from shared.errors import Unavailable
from shared.mongo import (
    ASCENDING,
    DESCENDING,
    DUPLICATE_KEY,
    BulkWriteError,
    Collection,
    PyMongoError,
)
from shared.retrying import retry

COLLECTION = "outcomes"

TRIES, PAUSE = 50, 0.005
"""How often others may take the next position first, and what the pauses grow by, in seconds."""


class _Overtaken(Unavailable):
    """Others took the next position first."""


class MongoOutcomes:
    """One document an outcome, its position the key.

    The next position follows the last that a majority has, and only one write of it succeeds: so
    there is no gap, and whoever reads an outcome finds all before it. An event that is there
    already gets no second position, however often and by whomever it is heard.
    """

    def __init__(self, collection: Collection, wake: Callable[[], None]) -> None:
        self._collection = collection
        self._wake = wake
        # Those of one process would only overtake one another.
        self._adding = asyncio.Lock()
        self._prepared = False

    async def add(self, heard: Sequence[HeardOutcome]) -> None:
        """Gives those that are not there yet their positions, in this order.

        Raises Unavailable when MongoDB does not answer; the same may then be added again.
        """

        async def once() -> None:
            await self._add_once(heard)

        async with self._adding:
            try:
                await self._prepare()
                await retry(once, (_Overtaken,), tries=TRIES, pause=PAUSE)
            except PyMongoError as error:
                raise Unavailable(f"MongoDB does not answer: {error_line(error)}") from error
        self._wake()

    async def after(
        self, position: int, limit: int, wanted: Filter | None = None
    ) -> list[PublicOutcome]:
        """The first ones behind a position that are wanted; without a filter all are."""
        query = {"_id": {"$gt": position}, **query_of(wanted or Filter())}
        found = self._collection.find(query).sort("_id", ASCENDING).limit(limit)
        return [to_outcome(document) async for document in found]

    async def counted(self, up_to: int, wanted: Filter) -> AsyncIterator[Counted]:
        """What is counted of those up to and with a position that are wanted, in their order."""
        query = {"_id": {"$lte": up_to}, **query_of(wanted)}
        fields = dict.fromkeys(("event", "type", "subject", "sequence", "outcome"), 1)
        async for document in self._collection.find(query, fields).sort("_id", ASCENDING):
            yield to_counted(document)

    async def last(self) -> int:
        """The position of the last one; 0 when there is none."""
        found = await self._collection.find_one({}, {"_id": 1}, sort=[("_id", DESCENDING)])
        return 0 if found is None else int(found["_id"])

    async def at(self, position: int) -> PublicOutcome | None:
        """The one with this position."""
        found = await self._collection.find_one({"_id": position})
        return None if found is None else to_outcome(found)

    async def _prepare(self) -> None:
        """Creates the indexes; nothing may be written without the first of them."""
        if not self._prepared:
            await self._collection.create_index("event", unique=True)
            await self._collection.create_index([("subject", ASCENDING), ("_id", ASCENDING)])
            self._prepared = True

    async def _add_once(self, heard: Sequence[HeardOutcome]) -> None:
        new = {each.id: each for each in heard}
        there = self._collection.find({"event": {"$in": [*new]}}, {"event": 1})
        async for document in there:
            del new[document["event"]]
        if not new:
            return
        last = await self.last()
        latest = await self._latest_of(new.values())
        documents = []
        for position, each in enumerate(new.values(), last + 1):
            latest[each.subject] = each.numbered(position, latest.get(each.subject))
            documents.append(to_document(latest[each.subject]))
        try:
            # In order, so that a write that stops half-way leaves no gap.
            await self._collection.insert_many(documents, ordered=True)
        except BulkWriteError as error:
            if any(fault["code"] != DUPLICATE_KEY for fault in _faults(error)):
                raise
            # Not yet with a majority, it may still be undone: read anew, it is there or is not.
            raise _Overtaken("others took the next position first") from error

    async def _latest_of(self, new: Iterable[HeardOutcome]) -> dict[str, PublicOutcome]:
        """The last one of each subject that has any."""
        subjects = {"subject": {"$in": [*{each.subject for each in new}]}}
        found = self._collection.find(subjects).sort("_id", ASCENDING)
        return {document["subject"]: to_outcome(document) async for document in found}


def _faults(error: BulkWriteError) -> list[dict[str, Any]]:
    details = error.details
    return [*details.get("writeErrors", ()), *details.get("writeConcernErrors", ())]
