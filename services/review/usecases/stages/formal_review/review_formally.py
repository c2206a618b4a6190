"""Formal review: verdicts on items, and how it concludes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import has_just_left
from services.review.domain.official import Official
from services.review.domain.reasons import ReasonRequired
from services.review.domain.stages.expiry import as_of
from services.review.domain.stages.formal_review.conclusion import (
    accept,
    not_accept,
    standing_of,
)
from services.review.domain.stages.formal_review.kept import Judgement
from services.review.domain.stages.formal_review.notification import is_notified, notify
from services.review.domain.stages.formal_review.refusals import NeedlessReason
from services.review.domain.stages.formal_review.verdicts import About, has_verdicts, judge
from services.review.ports import Cases, Enterprises, Lists
from services.review.usecases.case.bulk import CarryOut, Result
from services.review.usecases.rules import Rules
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.values import Bilingual

Conclude = Literal["accept", "notify", "not_accept"]

_NOT_ACCEPTING = Bilingual(zh="不予受理的，", en="Not accepting an application")


@dataclass(frozen=True, slots=True)
class ReviewOrder:
    """What an officer says of one application; without `conclude` review goes on."""

    application: str
    verdicts: Mapping[About, Judgement]
    conclude: Conclude | None = None
    reason: str | None = None


@dataclass(frozen=True)
class ReviewFormally:
    """Judges and concludes; each case stands by itself."""

    cases: Cases
    lists: Lists
    enterprises: Enterprises
    rules: Rules

    async def __call__(
        self,
        orders: Sequence[ReviewOrder],
        *,
        official: Official,
        at: datetime,
        repeatable: bool = True,
    ) -> list[Result]:
        """What became of each order; a `repeatable` one that was done before counts as done."""
        addressed = [o.application for o in orders if o.conclude in ("notify", "not_accept")]
        names = await self.enterprises.names(addressed) if addressed else {}

        def act(case: Case, programme: Programme, order: ReviewOrder) -> Step | None:
            if order.reason is not None and order.conclude != "not_accept":
                raise NeedlessReason
            case = as_of(case, programme, self.rules.calendar, at)
            if repeatable and _is_done(case, programme, order):
                return None
            if name := names.get(case.application):
                case = case.model_copy(update={"enterprise": name})
            if order.verdicts:
                case = judge(case, order.verdicts, programme)
            return self._conclude(case, programme, order, official.account, at)

        carry_out = CarryOut(self.cases, self.lists, self.rules, FormalReview)
        return await carry_out(orders, act, official=official, at=at)

    def _conclude(
        self, case: Case, programme: Programme, order: ReviewOrder, by: str, at: datetime
    ) -> Step:
        match order.conclude:
            case None:
                return Step(case)
            case "accept":
                return accept(case, programme, self.rules.calendar, by=by, at=at)
            case "notify":
                return notify(case, programme, self.rules.calendar, by=by, at=at)
            case "not_accept":
                if order.reason is None:
                    fitting = standing_of(case, at=at).reasons(programme, "case")
                    raise ReasonRequired(_NOT_ACCEPTING, {"reason": fitting})
                return not_accept(case, programme, reason=order.reason, by=by, at=at)


def _is_done(case: Case, programme: Programme, order: ReviewOrder) -> bool:
    if not has_verdicts(case, order.verdicts):
        return False
    ended = case.conclusion
    match order.conclude:
        case None:
            return False
        case "accept":
            stages = programme.way.of_kind(FormalReview)
            just_left = any(has_just_left(case, programme, stage) for stage in stages)
            return ended is not None and ended.accepted and just_left
        case "notify":
            return is_notified(case, programme)
        case "not_accept":
            refused = ended is not None and not ended.accepted and ended.reason == order.reason
            return refused and case.withdrawn_for is None
