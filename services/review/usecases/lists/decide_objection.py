"""Decides an objection; upheld, it removes exactly its entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.lists.objection import Objection, decide_objection
from services.review.domain.official import Official
from services.review.ports import Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class DecideObjection:
    """The rest of the list goes on."""

    lists: Lists
    objections: Objections
    rules: Rules

    async def __call__(
        self,
        list_id: str,
        objection: str,
        *,
        outcome: Literal["upheld", "dismissed"],
        reason: str,
        official: Official,
        at: datetime,
    ) -> Objection:
        """Raises NotFound, Rejected (forbidden), ObjectionDecidedAlready, UnknownReason and
        StaleWrite.
        """
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        check_hears_objections(held.record, programme, official)
        found = await self.objections.get(list_id, objection)
        if found is None:
            raise NotFound("objection", objection)
        entry = await self.lists.entry(list_id, found.entry)
        if entry is None:
            raise NotFound("entry", str(found.entry))
        step, entry, decided = decide_objection(
            held.record,
            entry,
            found,
            programme,
            outcome=outcome,
            reason=reason,
            by=official.account,
            at=at,
        )
        await self.objections.decide(held, step, decided, entry, at)
        return decided
