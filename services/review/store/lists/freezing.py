"""Freezes a list: entries, list and what sheets write as well, in one transaction."""

from collections.abc import Mapping
from typing import Any

from services.review.domain.lists.entry import Candidate
from services.review.domain.lists.freezing import Freezing, Frozen
from services.review.domain.lists.refusals import ListFrozen
from services.review.store.case.enterprises import names_of
from services.review.store.lists.list_document import entry_to_document, list_to_document
from shared.journal import Journal
from shared.mongo import Collection, Database, Document, DuplicateKeyError, Session
from shared.mongo_transaction import in_transaction

ENTRIES_AT_ONCE = 1000
_CANDIDATE = dict.fromkeys(Candidate.model_fields.keys() - {"application"}, 1)


async def freeze(
    database: Database, cases: Collection, lists: Journal, freezing: Freezing
) -> Frozen:
    """What was frozen; raises UndecidedLeft, NothingListed, ListFrozen."""
    draft = freezing.draft
    of_round: Document = {"programme": draft.programme, "round": draft.round}

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
        on_their_way = {"$in": [place.word for place in freezing.unsettled]}
        unsettled = await cases.count_documents(
            {**of_round, "stage": on_their_way}, session=session
        )
        if freezing.takes_sheets:
            unsettled += await _on_sheets(database, of_round, session)
        # An enterprise may have been renamed since it applied.
        waiting = cases.find(
            {**of_round, "stage": freezing.waiting.word}, _CANDIDATE, session=session
        )
        candidates = [_candidate(found) async for found in waiting]
        names = await names_of(database, (one.uscc for one in candidates), session)
        frozen = freezing.freeze(candidates, names, unsettled)
        documents = [entry_to_document(frozen.list.id, entry) for entry in frozen.entries]
        for start in range(0, len(documents), ENTRIES_AT_ONCE):
            await database["list_entries"].insert_many(
                documents[start : start + ENTRIES_AT_ONCE], session=session
            )
        document = list_to_document(frozen.list)
        await lists.create(
            frozen.list.id, document, frozen.events, at=draft.frozen_at, session=session
        )
        return frozen

    return await in_transaction(database, work)


async def _on_sheets(database: Database, of_round: Document, session: Session) -> int:
    applying = database["sheets"].find({**of_round, "state": "applying"}, session=session)
    sheets = [sheet["_id"] async for sheet in applying]
    return await database["sheet_rows"].count_documents(
        {"sheet": {"$in": sheets}, "state": "waiting"}, session=session
    )


def _candidate(document: Mapping[str, Any]) -> Candidate:
    return Candidate.model_validate({"application": document["_id"], **document})
