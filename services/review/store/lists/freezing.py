"""Freezes the list of a round: entries, list and round in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.review.domain.lists.entry import digest, numbered
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.refusals import ListFrozen, NothingRecognised, UndecidedLeft
from services.review.store.case.enterprises import names_of
from services.review.store.lists.list_document import entry_to_document, list_to_document
from shared.journal import Journal
from shared.mongo import Collection, Database, DuplicateKeyError, Session
from shared.mongo_transaction import in_transaction
from shared.record import Record
from shared.values import Bilingual

ENTRIES_AT_ONCE = 1000
_LISTED = ("number", "uscc", "enterprise", "product", "district", "category")


class _Listed(Record):
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    district: str
    category: str


async def freeze(
    database: Database,
    cases: Collection,
    lists: Journal,
    draft: NumberedList,
    districts: Sequence[str],
) -> NumberedList:
    """The frozen list; raises UndecidedLeft, NothingRecognised, ListFrozen."""
    of_round = {"programme": draft.programme, "round": draft.round}

    async def work(session: Session) -> NumberedList:
        try:
            await database["rounds"].update_one(
                {"_id": f"{draft.programme}/{draft.round}", "list": None},
                {"$set": {"list": draft.id}},
                upsert=True,
                session=session,
            )
        except DuplicateKeyError as error:
            raise ListFrozen(draft.id) from error
        undecided = await cases.count_documents(
            {**of_round, "stage": "recommended"}, session=session
        )
        applying = database["sheets"].find({**of_round, "state": "applying"}, session=session)
        undecided += await database["sheet_rows"].count_documents(
            {"sheet": {"$in": [sheet["_id"] async for sheet in applying]}, "state": "waiting"},
            session=session,
        )
        if undecided:
            raise UndecidedLeft(undecided)
        recognised = cases.find(
            {**of_round, "stage": "decided", "decision.verdict": "recognise"},
            dict.fromkeys(_LISTED, 1),
            session=session,
        )
        decided = [case async for case in recognised]
        entries = numbered(await _listed(database, decided, session), districts)
        if not entries:
            raise NothingRecognised
        frozen = draft.model_copy(update={"entries": len(entries), "digest": digest(entries)})
        documents = [entry_to_document(frozen.id, entry) for entry in entries]
        for start in range(0, len(documents), ENTRIES_AT_ONCE):
            await database["list_entries"].insert_many(
                documents[start : start + ENTRIES_AT_ONCE], session=session
            )
        await lists.create(frozen.id, list_to_document(frozen), at=draft.frozen_at, session=session)
        return frozen

    return await in_transaction(database, work)


async def _listed(
    database: Database, cases: Sequence[Mapping[str, Any]], session: Session
) -> list[_Listed]:
    # An enterprise may have been renamed since it applied.
    names = await names_of(database, (case["uscc"] for case in cases), session)
    present = (
        {**case, "enterprise": names.get(case["uscc"], case["enterprise"])} for case in cases
    )
    return [_Listed(application=case["_id"], **case) for case in present]
