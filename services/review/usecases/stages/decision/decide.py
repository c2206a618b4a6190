"""Decides on recommended applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.stages.decision.deciding import DecisionVerdict, decide
from services.review.ports import Cases
from services.review.usecases.case.bulk import Result, carry_out
from services.review.usecases.rules import Rules


@dataclass(frozen=True, slots=True)
class DecisionOrder:
    """What review decided on one application, with its opinion."""

    application: str
    verdict: DecisionVerdict
    opinion: str
    reason: str | None


@dataclass(frozen=True)
class Decide:
    """Each decision stands by itself; repeating one changes nothing."""

    cases: Cases
    rules: Rules

    async def __call__(
        self, orders: Sequence[DecisionOrder], *, by: str, at: datetime
    ) -> list[Result]:
        """What became of each order."""

        def act(case: Case, order: DecisionOrder) -> Step | None:
            return decide(
                case,
                self.rules.of(case),
                verdict=order.verdict,
                opinion=order.opinion,
                reason=order.reason,
                by=by,
                at=at,
            )

        return await carry_out(self.cases, orders, act, at)
