"""Hears that the applicant sent a supplement."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.stages.formal_review.supplement import supplemented
from services.review.ports import Cases
from services.review.usecases.case.hearing import hear
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSupplemented
from shared.heard import Position


@dataclass(frozen=True)
class HearSupplement:
    """Takes the case back into formal review if the supplement arrived in time."""

    cases: Cases
    rules: Rules

    async def __call__(
        self, supplement: ApplicationSupplemented, position: Position, at: datetime
    ) -> None:
        """Raises Unavailable when there is no case yet."""
        await hear(
            self.cases,
            supplement.application,
            position,
            at,
            lambda case: supplemented(
                case, supplement, self.rules.of(case), self.rules.calendar, at=at
            ),
        )
