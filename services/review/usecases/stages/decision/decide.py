"""Decides on cases that wait for a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.official import Official
from services.review.domain.stages.decision.deciding import decide
from services.review.ports import Cases, Lists
from services.review.usecases.case.bulk import CarryOut, Result
from services.review.usecases.rules import Rules
from shared.programmes import Programme
from shared.programmes.path import Decision


@dataclass(frozen=True, slots=True)
class DecisionOrder:
    """What was decided on one application, with an opinion; `stage` is the one that is meant."""

    application: str
    verdict: str
    opinion: str
    reason: str | None
    stage: str | None = None


@dataclass(frozen=True)
class Decide:
    """Each decision stands by itself; repeating one changes nothing."""

    cases: Cases
    lists: Lists
    rules: Rules

    async def __call__(
        self, orders: Sequence[DecisionOrder], *, official: Official, at: datetime
    ) -> list[Result]:
        """What became of each order."""

        def act(case: Case, programme: Programme, order: DecisionOrder) -> Step | None:
            return decide(
                case,
                programme,
                self.rules.calendar,
                verdict=order.verdict,
                opinion=order.opinion,
                reason=order.reason,
                by=official.account,
                at=at,
                meant=order.stage,
            )

        carry_out = CarryOut(self.cases, self.lists, self.rules, Decision)
        return await carry_out(orders, act, official=official, at=at)
