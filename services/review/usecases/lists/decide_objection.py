"""Decides an objection; upheld, it removes exactly its entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.case import Step
from services.review.domain.lists.answering import check_enterprise_was_heard, dismissed
from services.review.domain.lists.objection import Objection, decide_objection, entry_removed
from services.review.domain.official import Official
from services.review.ports import Cases, Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.retrying import retry


@dataclass(frozen=True)
class DecideObjection:
    """The rest of the list goes on."""

    lists: Lists
    objections: Objections
    cases: Cases
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
        """Raises NotFound, Rejected (forbidden), ObjectionDecidedAlready, UnknownReason, NotServed,
        AnswerOutstanding and, when others are always faster, StaleWrite.
        """

        async def once() -> Objection:
            return await self._once(
                list_id, objection, outcome=outcome, reason=reason, official=official, at=at
            )

        return await retry(once)

    async def _once(
        self,
        list_id: str,
        objection: str,
        *,
        outcome: Literal["upheld", "dismissed"],
        reason: str,
        official: Official,
        at: datetime,
    ) -> Objection:
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        check_hears_objections(held.record, programme, official)
        found = await self.objections.get(list_id, objection)
        if found is None:
            raise NotFound("objection", objection)
        entry = await self.lists.entry(list_id, found.entry)
        if entry is None:
            raise NotFound("entry", str(found.entry))
        case = await self.cases.get(found.application)
        # Nothing is listed but cases, and none is ever deleted.
        assert case is not None
        if found.state == "open" and entry.removed is None:
            check_enterprise_was_heard(case.record, objection, outcome, at=at)
        step, after, decided = decide_objection(
            held.record,
            entry,
            found,
            programme,
            outcome=outcome,
            reason=reason,
            by=official.account,
            at=at,
        )
        own = self.rules.of(case.record)
        heard: Step | None
        if after.removed is not None and entry.removed is None:
            heard = entry_removed(case.record, after, step.list, own)
        elif outcome == "dismissed":
            heard = dismissed(case.record, decided, step.list, own, at=at)
        else:
            heard = None
        affected = () if heard is None else ((case, heard),)
        await self.objections.decide(held, step, [(decided, after)], affected, at)
        return decided
