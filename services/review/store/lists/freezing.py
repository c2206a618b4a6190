"""Freezes a list and takes that back: entries, list and what sheets write, in one transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.review.domain.lists.entry import Candidate
from services.review.domain.lists.freezing import Found, FreezeOrder, Freezing, Frozen, Shown
from services.review.domain.lists.open_cases import OpenCase
from services.review.domain.lists.refusals import ListFrozen
from services.review.ports import HeldList
from services.review.store.case.enterprises import names_of
from services.review.store.lists.left_out import keep_left_out
from services.review.store.lists.list_document import entry_to_document, list_to_document
from shared.journal import Journal, Revision, Save
from shared.mongo import Collection, Database, Document, DuplicateKeyError, Session
from shared.mongo_transaction import in_transaction

ENTRIES_AT_ONCE = 1000
_CANDIDATE = dict.fromkeys(Candidate.model_fields.keys() - {"application"}, 1)


async def show(database: Database, cases: Collection, freezing: Freezing) -> Shown:
    """What would be frozen, and what is still open, as they are at one moment."""

    async def work(session: Session) -> Shown:
        return freezing.show(await _found(database, cases, freezing, session))

    return await in_transaction(database, work)


async def freeze(
    database: Database,
    cases: Collection,
    lists: Journal,
    freezing: Freezing,
    order: FreezeOrder,
    known: HeldList | None,
) -> Frozen:
    """What was frozen; `known` is the list as it was unfrozen, if it was.

    Raises ListFrozen, StaleWrite and whatever `Freezing.freeze` refuses.
    """
    draft = freezing.draft

    async def work(session: Session) -> Frozen:
        try:
            await database["rounds"].update_one(
                {"_id": freezing.key, "list": None},
                {"$set": {"list": draft.id}},
                upsert=True,
                session=session,
            )
        except DuplicateKeyError as error:
            raise ListFrozen(draft.id) from error
        frozen = freezing.freeze(await _found(database, cases, freezing, session), order)
        documents = [entry_to_document(frozen.list, entry) for entry in frozen.entries]
        for start in range(0, len(documents), ENTRIES_AT_ONCE):
            await database["list_entries"].insert_many(
                documents[start : start + ENTRIES_AT_ONCE], session=session
            )
        await keep_left_out(database, frozen, freezing.stage.id, session)
        document, at = list_to_document(frozen.list), draft.frozen_at
        if known is None:
            await lists.create(draft.id, document, frozen.events, at=at, session=session)
        else:
            assert isinstance(known.revision, Revision)
            save = Save(draft.id, document, known.revision, frozen.events)
            await lists.save(save, at=at, session=session)
        return frozen

    return await in_transaction(database, work)


async def _found(
    database: Database, cases: Collection, freezing: Freezing, session: Session
) -> Found:
    draft = freezing.draft
    of_round: Document = {"programme": draft.programme, "round": draft.round}
    words = [place.word for place in freezing.open_at]
    standing = cases.find(
        {**of_round, "stage": {"$in": words}}, {"number": 1, "stage": 1}, session=session
    )
    open_ = [
        OpenCase(found["_id"], found["number"], found["stage"])
        async for found in standing.sort("number", 1)
    ]
    on_sheets = 0
    if freezing.takes_sheets:
        on_sheets = await _on_sheets(database, of_round, session)
    # An enterprise may have been renamed since it applied.
    waiting = cases.find({**of_round, "stage": freezing.waiting.word}, _CANDIDATE, session=session)
    candidates = [_candidate(found) async for found in waiting]
    names = await names_of(database, (one.uscc for one in candidates), session)
    return Found(candidates, names, open_, on_sheets)


async def _on_sheets(database: Database, of_round: Document, session: Session) -> int:
    applying = database["sheets"].find({**of_round, "state": "applying"}, session=session)
    sheets: Sequence[str] = [sheet["_id"] async for sheet in applying]
    return await database["sheet_rows"].count_documents(
        {"sheet": {"$in": sheets}, "state": "waiting"}, session=session
    )


def _candidate(document: Mapping[str, Any]) -> Candidate:
    return Candidate.model_validate({"application": document["_id"], **document})
