"""Hears that something is staged for a supplement, or nothing any more."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.stages.formal_review.staging import staged
from services.review.ports import Cases
from services.review.usecases.case.hearing import hear
from services.review.usecases.rules import Rules
from shared.contracts.applications import SupplementStaged
from shared.heard import Position


@dataclass(frozen=True)
class HearStaging:
    """Tells the clock of the case whether it may end it."""

    cases: Cases
    rules: Rules

    async def __call__(self, event: SupplementStaged, position: Position, at: datetime) -> None:
        """Raises Unavailable when there is no case yet."""
        await hear(
            self.cases,
            event.application,
            position,
            at,
            lambda case: Step(staged(case, event, self.rules.of(case))),
        )
