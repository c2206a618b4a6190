"""What was asked and advised about drafts, as records that keep their own events.

A draft itself tells none, so that it can be deleted.
"""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from services.intake.domain.pre_evaluation import Advice, AdvisedItem, DraftAdvice
from services.intake.ports import FoundAdvice
from services.intake.store.texts import text_to_document, to_text
from shared.contracts.drafts import DraftAdvised
from shared.errors import AlreadyExists, StaleWrite
from shared.journal import Journal, Loaded, Save

COLLECTION = "pre_evaluations"


class MongoPreEvaluations:
    """The port `PreEvaluations` over a journal, a record a draft.

    Its key is not that of the application: two streams of one key would have the same event ids.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def prepare(self) -> None:
        """Creates the index of what is put up."""
        await self._journal.collection.create_index(
            [("programme", 1), ("round", 1), ("put_up_at", 1)],
            partialFilterExpression={"put_up_at": {"$type": "date"}},
        )

    async def find(self, draft: str) -> FoundAdvice | None:
        """What was asked and advised about this draft, if anything ever was."""
        loaded = await self._journal.load(_key(draft))
        return None if loaded is None else _found(loaded)

    async def save(
        self,
        found: FoundAdvice | None,
        advice: DraftAdvice,
        *events: DraftAdvised,
        at: datetime,
    ) -> None:
        """Saves it with its event in one write. Raises StaleWrite when somebody was quicker."""
        key, state = _key(advice.draft), _to_document(advice)
        if found is not None:
            save = Save(key, state, found.stored.revision, events)
            await self._journal.save(save, at=at)
            return
        try:
            await self._journal.create(key, state, events, at=at)
        except AlreadyExists as error:
            raise StaleWrite("draft") from error

    async def put_up(
        self, programme: str, round_id: str, *, after: tuple[datetime, str] | None, limit: int
    ) -> AsyncIterator[DraftAdvice]:
        """What is put up in a round now, the longest waiting first, from behind `after` on."""
        query: dict[str, Any] = {
            "programme": programme,
            "round": round_id,
            "put_up_at": {"$type": "date"},
        }
        if after is not None:
            at, draft = after
            query["$or"] = [
                {"put_up_at": {"$gt": at}},
                {"put_up_at": at, "_id": {"$gt": _key(draft)}},
            ]
        sort = [("put_up_at", 1), ("_id", 1)]
        async for loaded in self._journal.find(query, sort=sort, limit=limit):
            yield _found(loaded).advice


def _key(draft: str) -> str:
    return f"advice-{draft}"


def _found(loaded: Loaded) -> FoundAdvice:
    return FoundAdvice(_to_advice(loaded.state), loaded)


def _to_document(found: DraftAdvice) -> dict[str, Any]:
    return {
        "draft": found.draft,
        "programme": found.programme,
        "round": found.round,
        "put_up_at": found.put_up_at,
        "asked": list(found.asked),
        "advice": [_advice_to_document(one) for one in found.advice],
    }


def _advice_to_document(advice: Advice) -> dict[str, Any]:
    return {
        **{name: getattr(advice, name) for name in Advice.__slots__},
        "office": text_to_document(advice.office),
        "findings": [
            {
                "item": one.item,
                "name": text_to_document(one.name),
                "clause": text_to_document(one.clause),
                "text": one.text,
            }
            for one in advice.findings
        ],
    }


def _to_advice(state: Mapping[str, Any]) -> DraftAdvice:
    return DraftAdvice(
        draft=state["draft"],
        programme=state["programme"],
        round=state["round"],
        put_up_at=state["put_up_at"],
        asked=tuple(state["asked"]),
        advice=tuple(
            Advice(
                **{
                    **one,
                    "office": to_text(one["office"]),
                    "findings": tuple(
                        AdvisedItem(
                            each["item"],
                            to_text(each["name"]),
                            to_text(each["clause"]),
                            each["text"],
                        )
                        for each in one["findings"]
                    ),
                }
            )
            for one in state["advice"]
        ),
    )
