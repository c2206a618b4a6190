"""Hears that the applicant sent a supplement."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.stages.formal_review.supplement import supplemented
from services.review.domain.twins.finding import Looking
from services.review.ports import Cases, HeldCase, Twins
from services.review.usecases.case.hearing import hear
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSupplemented
from shared.heard import Position


@dataclass(frozen=True)
class HearSupplement:
    """Takes the case back into formal review if the supplement arrived in time.

    What is answered anew may tell that the same thing was filed before.
    """

    cases: Cases
    twins: Twins
    rules: Rules

    async def __call__(
        self, supplement: ApplicationSupplemented, position: Position, at: datetime
    ) -> None:
        """Raises Unavailable when there is no case yet."""

        async def save(held: HeldCase, step: Step) -> None:
            if self.rules.of(step.case).same_thing is None:
                await self.cases.save(held, step, at)
            else:
                await self.twins.save(held, step, Looking(self.rules.of, at))

        await hear(
            self.cases,
            supplement.application,
            position,
            at,
            lambda case: supplemented(
                case, supplement, self.rules.of(case), self.rules.calendar, at=at
            ),
            save,
        )
