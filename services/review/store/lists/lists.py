"""Recognition lists and their entries in MongoDB."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.freezing import FreezeOrder, Freezing, Shown
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.ports import HeldCase, HeldList
from services.review.store.case.cases import MongoCases
from services.review.store.containing import containing
from services.review.store.lists.freezing import freeze, show
from services.review.store.lists.list_document import (
    entry_to_document,
    list_to_document,
    to_entry,
    to_list,
)
from services.review.store.lists.unfreezing import unfreeze
from shared.journal import Journal, Revision, Save
from shared.mongo import Database, Document, Session
from shared.mongo_transaction import in_transaction
from shared.programmes.path import WITHDRAWN

_KEYS = ("list", "no")
"""What an entry is found by."""


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
        await self.journal.collection.create_index(
            "notice_spread", partialFilterExpression={"notice_spread": False}
        )
        await self.journal.collection.create_index(
            "correction_spread", partialFilterExpression={"correction_spread": False}
        )
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
        """Which of these lists are frozen, or public by now."""
        frozen = {"_id": {"$in": list(list_ids)}, "stage": {"$ne": "unfrozen"}}
        found = self.journal.collection.find(frozen, {"_id": 1})
        return {document["_id"] async for document in found}

    async def show(self, freezing: Freezing) -> Shown:
        """What would be frozen, and what is still open, as they are at one moment."""
        return await show(self._database, self._cases.journal.collection, freezing)

    async def freeze(
        self, freezing: Freezing, order: FreezeOrder, known: HeldList | None
    ) -> NumberedList:
        """Saves the list and its entries as they are at one moment, in one transaction."""
        cases = self._cases.journal.collection
        frozen = await freeze(self._database, cases, self.journal, freezing, order, known)
        if frozen.events:
            self.journal.offer_saved([frozen.list.id])
        return frozen.list

    async def unfreeze(self, held: HeldList, step: ListStep, key: str) -> None:
        """Saves the list that is unfrozen, in one transaction; raises StaleWrite.

        `key` is what summary sheets write as well.
        """
        revision = held.revision
        assert isinstance(revision, Revision)

        async def work(session: Session) -> None:
            await unfreeze(self._database, self.journal, revision, step, key, session)

        await in_transaction(self._database, work)
        self.journal.offer_saved([held.record.id])

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
            like = containing(text)
            query["$or"] = [
                {f"{printed}{field}.{language}": like}
                for printed in ("", "corrected.reads.")
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

    async def noticed_unspread(self) -> Sequence[HeldList]:
        """Lists that went under public notice, of which not every case on them has heard."""
        query = {"notice_spread": False, "opens_at": {"$type": "date"}}
        return [to_list(loaded) async for loaded in self.journal.find(query)]

    async def note_spread(self, list_id: str) -> None:
        """Notes that every case on the list has heard of its notice.

        No new version of the list: an officer who announces it meanwhile is not held up. A save
        that has loaded it before undoes this, and then the cases are gone through once more.
        """
        await self.journal.collection.update_one(
            {"_id": list_id}, {"$set": {"notice_spread": True}}
        )

    async def announced_unregistered(self) -> Sequence[HeldList]:
        """Announced lists of which the register may not have everything yet."""
        query = {"stage": "announced", "registered": {"$ne": True}}
        return [to_list(loaded) async for loaded in self.journal.find(query)]

    async def note_registered(self, list_id: str) -> None:
        """Notes that the register has all that the list recognises; changes no version of it."""
        await self.journal.collection.update_one({"_id": list_id}, {"$set": {"registered": True}})

    async def announced_unfinished(self) -> Sequence[HeldList]:
        """Announced lists for which cases still wait for their outcome."""
        query = {"stage": "announced", "outcomes_given": False}
        return [to_list(loaded) async for loaded in self.journal.find(query)]

    async def save_correction(
        self, held: HeldList, step: ListStep, entries: Sequence[Entry], at: datetime
    ) -> None:
        """Saves a correction, and what it does to entries, in one transaction; raises StaleWrite.

        Entries that it adds are new.
        """

        revision = held.revision
        assert isinstance(revision, Revision)
        state = {**list_to_document(step.list), "correction_spread": False}
        save = Save(step.list.id, state, revision, step.events)

        async def work(session: Session) -> None:
            await self.journal.save(save, at=at, session=session)
            for entry in entries:
                document = entry_to_document(held.record, entry)
                await self._entries.update_one(
                    {"list": held.record.id, "no": entry.no},
                    {
                        "$set": {"corrected": document.pop("corrected")},
                        "$setOnInsert": {k: v for k, v in document.items() if k not in _KEYS},
                    },
                    upsert=True,
                    session=session,
                )

        await in_transaction(self._database, work)
        self.journal.offer_saved([held.record.id])

    async def corrected_unspread(self) -> Sequence[HeldList]:
        """Corrected lists of which cases or register may not have heard yet."""
        found = self.journal.find({"correction_spread": False})
        return [to_list(loaded) async for loaded in found]

    async def note_correction_spread(self, found: NumberedList) -> None:
        """Notes that everybody has heard of all corrections that this state of the list has."""
        await self.journal.collection.update_one(
            {"_id": found.id, "corrections": {"$size": len(found.corrections)}},
            {"$set": {"correction_spread": True}},
        )
