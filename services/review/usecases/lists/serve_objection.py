"""Serves an objection on the enterprise whose entry it is against."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.answering import serve
from services.review.domain.lists.objection import Objection
from services.review.domain.lists.refusals import NamesObjector
from services.review.domain.lists.served import ServedObjection
from services.review.domain.official import Official
from services.review.ports import Cases, Lists, Objections
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules
from shared.errors import NotFound


@dataclass(frozen=True)
class ServeObjection:
    """Anybody may object without signing in, so an officer verifies who it is before.

    Serving it again changes nothing.
    """

    lists: Lists
    objections: Objections
    cases: Cases
    rules: Rules

    async def __call__(
        self, list_id: str, objection: str, *, facts: str | None, official: Official, at: datetime
    ) -> tuple[Objection, ServedObjection]:
        """Without `facts` the enterprise reads those of the objector, word for word.

        Raises NotFound, Rejected (forbidden), ObjectionDecidedAlready, NamesObjector and
        StaleWrite.
        """
        held = await known_list(self.lists, list_id)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        found = await self.objections.get(list_id, objection)
        case = None if found is None else await self.cases.get(found.application)
        if found is None or case is None:
            raise NotFound("objection", objection)
        served_facts = facts or found.facts
        objector = await self.objections.objector(objection)
        if objector is not None and objector.named_in(served_facts):
            raise NamesObjector(objection)
        step = serve(
            case.record,
            found,
            held.record,
            self.rules.of(case.record),
            self.rules.calendar,
            facts=served_facts,
            by=official.account,
            at=at,
        )
        if step is not None:
            await self.cases.save(case, step, at)
        served = (case.record if step is None else step.case).served_with(objection)
        assert served is not None
        return found, served
