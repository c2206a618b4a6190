"""Objections in one collection, who made them in another."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.ports import HeldList
from services.review.store.lists.lists import MongoLists
from shared.errors import StaleWrite
from shared.mongo import Database, Document, Session
from shared.mongo_transaction import in_transaction


class MongoObjections:
    """Objections are saved together with the list that they are about."""

    def __init__(self, database: Database, lists: MongoLists) -> None:
        self._database = database
        self._lists = lists
        self._objections = database["objections"]
        self._objectors = database["objectors"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self._objections.create_index([("list", 1), ("filed_at", 1)])
        await self._objections.create_index([("list", 1), ("state", 1), ("entry", 1)])

    async def file(
        self,
        held: HeldList,
        step: ListStep,
        objection: Objection,
        objector: Objector,
        at: datetime,
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""

        async def work(session: Session) -> None:
            await self._lists.save(held, step, at, session)
            await self._objections.insert_one(_document(objection), session=session)
            await self._objectors.insert_one(
                {"_id": objection.id, **objector.model_dump()}, session=session
            )

        await in_transaction(self._database, work)
        self._lists.journal.offer_saved([held.record.id])

    async def report(self, objection: Objection, objector: Objector) -> None:
        """Keeps a late one, which changes nothing of its list; doing it again changes nothing."""
        key = {"_id": objection.id}
        # The objector first: whoever sends a report that is there already is not asked again.
        for collection, kept in ((self._objectors, objector), (self._objections, objection)):
            document = {"$setOnInsert": kept.model_dump(exclude={"id"})}
            await collection.update_one(key, document, upsert=True)

    async def counted(self, list_id: str, entry: int) -> Counted:
        """What there is already, for the limits."""
        of_list = {"list": list_id}
        return Counted(
            undecided=await self._objections.count_documents(
                {**of_list, "state": "open", "entry": entry}
            ),
            late=await self._objections.count_documents({**of_list, "state": "late"}),
        )

    async def decide(
        self, held: HeldList, step: ListStep, objection: Objection, entry: Entry, at: datetime
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""

        async def work(session: Session) -> None:
            await self._lists.save(held, step, at, session)
            result = await self._objections.replace_one(
                {"_id": objection.id, "state": "open"}, _document(objection), session=session
            )
            if result.matched_count == 0:
                raise StaleWrite("objection")
            await self._lists.write_entries(held.record.id, [entry], session)

        await in_transaction(self._database, work)
        self._lists.journal.offer_saved([held.record.id])

    async def get(self, list_id: str, objection: str) -> Objection | None:
        """One objection."""
        found = await self._objections.find_one({"_id": objection, "list": list_id})
        return None if found is None else _objection(found)

    async def of_list(self, list_id: str) -> Sequence[Objection]:
        """All objections to a list, oldest first."""
        found = self._objections.find({"list": list_id}).sort("filed_at", 1)
        return [_objection(document) async for document in found]

    async def objector(self, objection: str) -> Objector | None:
        """Who made an objection."""
        found = await self._objectors.find_one({"_id": objection})
        return None if found is None else Objector.model_validate(found)


def _document(objection: Objection) -> Document:
    return {"_id": objection.id, **objection.model_dump(exclude={"id"})}


def _objection(document: Mapping[str, Any]) -> Objection:
    return Objection.model_validate({"id": document["_id"], **document})
