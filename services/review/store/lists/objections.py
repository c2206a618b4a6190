"""Objections in one collection, who made them in another."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.domain.lists.sources import WINDOW, Source, taken
from services.review.domain.lists.verifying import Code
from services.review.ports import HeldCase, HeldList
from services.review.store.case.cases import MongoCases
from services.review.store.lists.codes import MongoCodes
from services.review.store.lists.lists import MongoLists
from shared.errors import StaleWrite
from shared.mongo import Database, Document, Session
from shared.mongo_transaction import in_transaction

NOT_COUNTED = ("unverified", "lapsed")


class MongoObjections:
    """Objections are saved together with the list that they are about, once they count."""

    def __init__(self, database: Database, lists: MongoLists, cases: MongoCases) -> None:
        self._database = database
        self._lists = lists
        self._cases = cases
        self.codes = MongoCodes(database)
        self._objections = database["objections"]
        self._objectors = database["objectors"]
        self._sources = database["objection_sources"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._objections.create_index([("list", 1), ("filed_at", 1)])
        await self._objections.create_index([("list", 1), ("state", 1), ("entry", 1)])
        waits = {"state": "unverified"}
        await self._objections.create_index("verify_by", partialFilterExpression=waits)
        # By the server's own time, which in a trial is another than ours.
        await self._sources.create_index(
            "kept_at", expireAfterSeconds=int(2 * WINDOW.total_seconds())
        )
        await self._sources.create_index("objections")
        await self.codes.prepare()

    async def file(
        self,
        objection: Objection,
        objector: Objector,
        sources: Sequence[Source],
        code: Code | None,
    ) -> None:
        """Keeps one that does not count, and the code that is to be mailed, in one transaction.

        It changes nothing of its list, and nothing at all if it is there already, unless it has
        lapsed. Raises TooManyFromSource.
        """
        key = {"_id": objection.id}

        async def work(session: Session) -> None:
            known = await self._objections.find_one(key, {"state": 1}, session=session)
            if known is not None and known["state"] != "lapsed":
                return
            for source in sources:
                await self._take(source, objection, session)
            who = {**key, **objector.model_dump(exclude_none=True)}
            for collection, kept in (
                (self._objections, _document(objection)),
                (self._objectors, who),
            ):
                await collection.replace_one(key, kept, upsert=True, session=session)
            if code is not None:
                await self.codes.keep(code, objection.filed_at, session)

        await in_transaction(self._database, work)

    async def _take(self, source: Source, objection: Objection, session: Session) -> None:
        key = {"_id": source.key}
        found = await self._sources.find_one(key, session=session)
        before = {} if found is None else found["taken"]
        after = taken(source, before, objection.id, objection.filed_at)
        found_by = {"objections": list(after), "kept_at": datetime.now(UTC)}
        document = {**key, "taken": after, **found_by}
        await self._sources.replace_one(key, document, upsert=True, session=session)

    async def counted(self, list_id: str, entry: int) -> Counted:
        """What there is already, for the limits."""
        of_list = {"list": list_id}
        return Counted(
            undecided=await self._objections.count_documents(
                {**of_list, "state": "open", "entry": entry}
            ),
            late=await self._objections.count_documents({**of_list, "state": "late"}),
        )

    async def verify(
        self, held: HeldList, step: ListStep | None, objection: Objection, at: datetime
    ) -> None:
        """Saves the list, if it changes, and the objection; the code is gone, in one transaction.

        One that an officer verified is no longer counted against its source. Raises StaleWrite.
        """

        async def work(session: Session) -> None:
            if step is not None:
                await self._lists.save(held, step, at, session)
            await self._replace(objection, "unverified", session)
            await self.codes.forget(objection.id, session)
            if objection.verified is not None and objection.verified.how != "code":
                await self._sources.update_many(
                    {"objections": objection.id},
                    {
                        "$unset": {f"taken.{objection.id}": ""},
                        "$pull": {"objections": objection.id},
                    },
                    session=session,
                )

        await in_transaction(self._database, work)
        if step is not None:
            self._lists.journal.offer_saved([held.record.id])

    async def unverified(self, list_id: str, skip: int, limit: int) -> Sequence[Objection]:
        """Those that do not count and those that have lapsed, the oldest first."""
        query = {"list": list_id, "state": {"$in": NOT_COUNTED}}
        found = self._objections.find(query).sort([("filed_at", 1), ("_id", 1)])
        return [_objection(document) async for document in found.skip(skip).limit(limit)]

    async def to_verify(self, list_id: str, at: datetime) -> int:
        """How many came in time and can still be verified."""
        waits = {"list": list_id, "state": "unverified", "verify_by": {"$gt": at}}
        return await self._objections.count_documents(waits)

    async def overdue(self, at: datetime, limit: int) -> Sequence[Objection]:
        """Those whose time to be verified is over."""
        over = {"state": "unverified", "verify_by": {"$lte": at}}
        found = self._objections.find(over).sort("verify_by", 1).limit(limit)
        return [_objection(document) async for document in found]

    async def lapse(self, objection: Objection) -> None:
        """Keeps it as lapsed, without who made it; one that was verified meanwhile stays."""

        async def work(session: Session) -> None:
            await self._replace(objection, "unverified", session)
            await self._objectors.delete_one({"_id": objection.id}, session=session)
            await self.codes.forget(objection.id, session)

        try:
            await in_transaction(self._database, work)
        except StaleWrite:
            return

    async def decide(
        self,
        held: HeldList,
        step: ListStep,
        decided: Sequence[tuple[Objection, Entry]],
        cases: Sequence[tuple[HeldCase, Step]],
        at: datetime,
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""

        async def work(session: Session) -> None:
            await self._lists.save(held, step, at, session)
            for objection, _ in decided:
                await self._replace(objection, "open", session)
            entries = [entry for _, entry in decided]
            await self._lists.write_entries(held.record.id, entries, session)
            for case in cases:
                await self._cases.save(*case, at, session)

        await in_transaction(self._database, work)
        self._lists.journal.offer_saved([held.record.id])
        self._cases.journal.offer_saved([case.record.application for case, _ in cases])

    async def _replace(self, objection: Objection, state: str, session: Session) -> None:
        result = await self._objections.replace_one(
            {"_id": objection.id, "state": state}, _document(objection), session=session
        )
        if result.matched_count == 0:
            raise StaleWrite("objection")

    async def get(self, list_id: str, objection: str) -> Objection | None:
        """One objection."""
        found = await self._objections.find_one({"_id": objection, "list": list_id})
        return None if found is None else _objection(found)

    async def of_list(self, list_id: str) -> Sequence[Objection]:
        """All objections to a list that count or counted, and late reports, oldest first."""
        query = {"list": list_id, "state": {"$nin": NOT_COUNTED}}
        found = self._objections.find(query).sort("filed_at", 1)
        return [_objection(document) async for document in found]

    async def objector(self, objection: str) -> Objector | None:
        """Who made an objection."""
        found = await self._objectors.find_one({"_id": objection})
        return None if found is None else Objector.model_validate(found)


def _document(objection: Objection) -> Document:
    return {"_id": objection.id, **objection.model_dump(exclude={"id"})}


def _objection(document: Mapping[str, Any]) -> Objection:
    return Objection.model_validate({"id": document["_id"], **document})
