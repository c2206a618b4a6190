"""Cases in MongoDB, saved together with their events."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from services.review.domain.case import Case, Step
from services.review.domain.stages.formal_review.kept import STATUTE
from services.review.ports import Held, HeldCase
from services.review.store.case.case_document import changes, to_case, to_document
from shared.errors import AlreadyExists
from shared.journal import Journal, Loaded, Revision, Save
from shared.mongo import Session

ROUND = [("programme", 1), ("round", 1)]


class MongoCases:
    """The cases of review; `_id` is the application."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    async def prepare(self) -> None:
        """Creates the indexes."""
        cases = self.journal.collection
        await cases.create_index(
            [*ROUND, ("stage", 1), ("complete", 1), ("returned", 1), ("delivery_failed", 1)]
        )
        await cases.create_index([*ROUND, ("stage", 1), ("sort_at", 1), ("number", 1)])
        await cases.create_index([*ROUND, ("sort_at", 1), ("number", 1)])
        await cases.create_index([*ROUND, ("number", 1)])
        await cases.create_index([*ROUND, ("uscc", 1)])
        await cases.create_index(
            "expires_at", partialFilterExpression={"expires_at": {"$type": "date"}}
        )
        to_settle = {"to_settle": True}
        await cases.create_index("stage", partialFilterExpression=to_settle, name="to_settle")
        by_statute = {"conclusion.by": STATUTE}
        await cases.create_index([*ROUND, ("conclusion.by", 1)], partialFilterExpression=by_statute)

    async def open(self, step: Step, at: datetime, session: Session | None = None) -> bool:
        """Saves a new case; False when the application has one already."""
        try:
            await self.journal.create(
                step.case.application, to_document(step.case), step.events, at=at, session=session
            )
        except AlreadyExists:
            return False
        return True

    async def get(self, application: str) -> HeldCase | None:
        """The case of an application."""
        loaded = await self.journal.load(application)
        return None if loaded is None else _held(loaded)

    async def get_many(self, applications: Sequence[str]) -> Mapping[str, HeldCase]:
        """The cases of these applications, those that exist."""
        found = await self._find({"_id": {"$in": list(applications)}})
        return {held.record.application: held for held in found}

    async def by_number(
        self, programme: str, round_id: str, numbers: Sequence[str]
    ) -> Mapping[str, Case]:
        """The cases of a round with these application numbers."""
        found = await self._find(
            {"programme": programme, "round": round_id, "number": {"$in": list(numbers)}}
        )
        return {held.record.number: held.record for held in found}

    async def applied(
        self, programme: str, round_id: str, codes: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """By code, of those with these codes that have applied in a round, their applications."""
        query = {"programme": programme, "round": round_id, "uscc": {"$in": list(codes)}}
        found: dict[str, list[str]] = {}
        async for case in self.journal.collection.find(query, {"uscc": 1}).sort("_id", 1):
            found.setdefault(case["uscc"], []).append(case["_id"])
        return found

    async def save(
        self, held: HeldCase, step: Step, at: datetime, session: Session | None = None
    ) -> None:
        """Raises StaleWrite when the case has moved on."""
        await self.journal.save(_save(held, step), at=at, session=session)

    async def save_many(self, steps: Sequence[tuple[HeldCase, Step]], at: datetime) -> set[str]:
        """Saves each case by itself and returns the applications whose case had moved on."""
        return await self.journal.save_many([_save(held, step) for held, step in steps], at=at)

    async def expiring(self, at: datetime, limit: int) -> Sequence[HeldCase]:
        """Cases whose clock is over, the longest over first."""
        over = {"expires_at": {"$type": "date", "$lte": at}}
        return await self._find(over, sort=[("expires_at", 1)], limit=limit)

    async def standing_at(
        self, programme: str, round_id: str, word: str, limit: int
    ) -> Sequence[HeldCase]:
        """Cases of a round that stand at the place with this word."""
        return await self._find(
            {"programme": programme, "round": round_id, "stage": word}, limit=limit
        )

    async def among(self, applications: Sequence[str], session: Session) -> Sequence[HeldCase]:
        """The cases of these applications as the transaction sees them."""
        return await self._find({"_id": {"$in": list(applications)}}, session=session)

    async def to_settle_at(self, words: Sequence[str], limit: int) -> Sequence[HeldCase]:
        """Cases with a twin that nobody has settled, that stand at the places of these words."""
        return await self._find({"to_settle": True, "stage": {"$in": list(words)}}, limit=limit)

    async def _find(
        self,
        query: Mapping[str, Any],
        *,
        sort: Sequence[tuple[str, int]] = (),
        limit: int = 0,
        session: Session | None = None,
    ) -> list[HeldCase]:
        found = self.journal.find(query, sort=sort, limit=limit, session=session)
        return [_held(loaded) async for loaded in found]


def _held(loaded: Loaded) -> HeldCase:
    return Held(to_case(loaded.key, loaded.state), loaded.revision)


def _save(held: HeldCase, step: Step) -> Save:
    revision = held.revision
    assert isinstance(revision, Revision)
    return Save(step.case.application, changes(held.record, step.case), revision, step.events)
