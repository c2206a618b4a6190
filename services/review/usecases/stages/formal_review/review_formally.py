"""Formal review: verdicts on items, and how it concludes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import ReasonRequired
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.formal_review.expiry import as_of
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import notify
from services.review.domain.stages.formal_review.verdicts import has_verdicts, judge
from services.review.ports import Cases, Enterprises
from services.review.usecases.case.bulk import Result, carry_out
from services.review.usecases.rules import Rules
from shared.programmes import Programme

Conclude = Literal["accept", "notify", "not_accept"]


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """What an officer says of one application; without `conclude` review goes on."""

    application: str
    verdicts: Mapping[str, Judgement]
    conclude: Conclude | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ReviewFormally:
    """Judges and concludes; each case stands by itself."""

    cases: Cases
    enterprises: Enterprises
    rules: Rules

    async def __call__(
        self, orders: Sequence[ReviewOrder], *, by: str, at: datetime, again: bool = True
    ) -> list[Result]:
        """What became of each order; with `again` one that was done before counts as done."""
        told = [o.application for o in orders if o.conclude in ("notify", "not_accept")]
        names = await self.enterprises.names(told) if told else {}

        def act(case: Case, order: ReviewOrder) -> Step | None:
            programme = self.rules.of(case)
            case = as_of(case, programme, self.rules.calendar, at)
            if again and _is_done(case, order):
                return None
            if name := names.get(case.application):
                case = case.model_copy(update={"enterprise": name})
            if order.verdicts:
                case = judge(case, order.verdicts, programme)
            return self._conclude(case, programme, order, by, at)

        return await carry_out(self.cases, orders, act, at)

    def _conclude(
        self, case: Case, programme: Programme, order: ReviewOrder, by: str, at: datetime
    ) -> Step:
        match order.conclude:
            case None:
                return Step(case)
            case "accept":
                return accept(case, programme, by=by, at=at)
            case "notify":
                return notify(case, programme, self.rules.calendar, by=by, at=at)
            case "not_accept":
                if order.reason is None:
                    fitting = programme.reasons_about("case")
                    raise ReasonRequired("Not accepting an application", fitting, "reason")
                return not_accept(case, programme, reason=order.reason, by=by, at=at)


def _is_done(case: Case, order: ReviewOrder) -> bool:
    if not has_verdicts(case, order.verdicts):
        return False
    match order.conclude:
        case None:
            return False
        case "accept":
            return case.stage == "accepted"
        case "notify":
            return case.stage in ("awaiting_delivery", "awaiting_supplement")
        case "not_accept":
            ended = case.conclusion
            return (
                case.stage == "not_accepted" and ended is not None and ended.reason == order.reason
            )
