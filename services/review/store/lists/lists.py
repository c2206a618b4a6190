"""Recognition lists and their entries in MongoDB."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.freezing import Freezing
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.ports import HeldCase, HeldList
from services.review.store.case.cases import MongoCases
from services.review.store.lists.freezing import freeze
from services.review.store.lists.list_document import list_to_document, to_entry, to_list
from shared.journal import Journal, Revision, Save
from shared.mongo import Database, Document, Session
from shared.mongo_transaction import in_transaction
from shared.programmes.path import WITHDRAWN


class MongoLists:
    """The lists; their entries lie in a collection of their own."""

    def __init__(self, database: Database, journal: Journal, cases: MongoCases) -> None:
        self._database = database
        self.journal = journal
        self._cases = cases
        self._entries = database["list_entries"]

    async def prepare(self) -> None:
        """Creates the indexes."""
        await self.journal.collection.create_index([("programme", 1), ("round", 1)])
        await self.journal.collection.create_index([("stage", 1), ("outcomes_given", 1)])
        await self._entries.create_index([("list", 1), ("no", 1)], unique=True)
        await self._entries.create_index([("list", 1), ("application", 1)], unique=True)

    async def get(self, list_id: str) -> HeldList | None:
        """The list of this id."""
        loaded = await self.journal.load(list_id)
        return None if loaded is None else to_list(loaded)

    async def of_round(self, programme: str, round_id: str) -> Sequence[HeldList]:
        """The lists of a round, the first one frozen first."""
        of_round = {"programme": programme, "round": round_id}
        found = self.journal.find(of_round, sort=[("frozen_at", 1), ("_id", 1)])
        return [to_list(loaded) async for loaded in found]

    async def existing(self, list_ids: Collection[str]) -> Collection[str]:
        """Which of these lists there are."""
        found = self.journal.collection.find({"_id": {"$in": list(list_ids)}}, {"_id": 1})
        return {document["_id"] async for document in found}

    async def freeze(self, freezing: Freezing) -> NumberedList:
        """Saves the list and its entries as they are at one moment, in one transaction."""
        cases = self._cases.journal.collection
        frozen = await freeze(self._database, cases, self.journal, freezing)
        if frozen.events:
            self.journal.offer_saved([frozen.list.id])
        return frozen.list

    async def save(
        self, held: HeldList, step: ListStep, at: datetime, session: Session | None = None
    ) -> None:
        """Raises StaleWrite when the list has moved on."""
        revision = held.revision
        assert isinstance(revision, Revision)
        state = list_to_document(step.list)
        await self.journal.save(
            Save(step.list.id, state, revision, step.events), at=at, session=session
        )

    async def entry(self, list_id: str, no: int) -> Entry | None:
        """One entry."""
        found = await self._entries.find_one({"list": list_id, "no": no})
        return None if found is None else to_entry(found)

    async def entries_of(self, list_id: str, applications: Sequence[str]) -> Mapping[str, Entry]:
        """The entries of these applications, those that are listed."""
        query = {"list": list_id, "application": {"$in": list(applications)}}
        return {found["application"]: to_entry(found) async for found in self._entries.find(query)}

    async def withdrawn_entries(self, found: NumberedList) -> Sequence[Entry]:
        """Entries that still count although their case was withdrawn."""
        withdrawn = self._cases.journal.collection.find(
            {"programme": found.programme, "round": found.round, "stage": WITHDRAWN.id}, {"_id": 1}
        )
        entries = await self.entries_of(found.id, [case["_id"] async for case in withdrawn])
        return [entry for entry in entries.values() if entry.removed is None]

    async def page(
        self, list_id: str, after: int, limit: int, text: str | None, district: str | None = None
    ) -> Sequence[Entry]:
        """Entries after a number, in order; with `text` those that name it, of one district."""
        query: Document = {"list": list_id, "no": {"$gt": after}}
        if district:
            query["district"] = district
        if text:
            like = {"$regex": re.escape(text), "$options": "i"}
            query["$or"] = [
                {f"{field}.{language}": like}
                for field in ("enterprise", "product")
                for language in ("zh", "en")
            ]
        found = self._entries.find(query).sort("no", 1).limit(limit)
        return [to_entry(document) async for document in found]

    async def save_entries(
        self,
        held: HeldList,
        step: ListStep,
        entries: Sequence[Entry],
        case: tuple[HeldCase, Step] | None,
        at: datetime,
    ) -> None:
        """Saves list, entries and possibly a case in one transaction; raises StaleWrite."""

        async def work(session: Session) -> None:
            await self.save(held, step, at, session)
            await self.write_entries(held.record.id, entries, session)
            if case is not None:
                await self._cases.save(*case, at, session)

        await in_transaction(self._database, work)
        self.journal.offer_saved([held.record.id])
        if case is not None:
            self._cases.journal.offer_saved([case[0].record.application])

    async def write_entries(self, list_id: str, entries: Sequence[Entry], session: Session) -> None:
        """Writes why entries were removed; nothing else of a frozen entry ever changes."""
        for entry in entries:
            removed = None if entry.removed is None else entry.removed.model_dump()
            await self._entries.update_one(
                {"list": list_id, "no": entry.no}, {"$set": {"removed": removed}}, session=session
            )

    async def announced_unfinished(self) -> Sequence[HeldList]:
        """Announced lists for which cases still wait for their outcome."""
        query = {"stage": "announced", "outcomes_given": False}
        return [to_list(loaded) async for loaded in self.journal.find(query)]
