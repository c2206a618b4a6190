"""Opens the case of a submitted application."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.case.opening import open_case
from services.review.domain.twins.finding import Looking
from services.review.ports import Cases, Twins
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSubmitted
from shared.heard import Position


@dataclass(frozen=True)
class OpenCase:
    """One case an application: hearing of it again changes nothing.

    One for the same thing as another is on hold from the start, and so is the other.
    """

    cases: Cases
    twins: Twins
    rules: Rules

    async def __call__(
        self, submitted: ApplicationSubmitted, position: Position, at: datetime
    ) -> None:
        """Raises UnknownProgramme for a version that is not published here, StaleWrite when a twin
        has moved on.
        """
        standing = submitted.standing
        programme = self.rules.programmes.get(standing.programme, standing.programme_version)
        step = open_case(submitted, programme, self.rules.calendar, at)
        step = Step(step.case.hearing(position), step.events)
        if programme.same_thing is None:
            await self.cases.open(step, at)
        else:
            await self.twins.open(step, Looking(self.rules.of, at))
