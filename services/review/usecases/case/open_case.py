"""Opens the case of a submitted application."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.case.opening import open_case
from services.review.ports import Cases
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSubmitted
from shared.heard import Position


@dataclass(frozen=True)
class OpenCase:
    """One case an application: hearing of it again changes nothing."""

    cases: Cases
    rules: Rules

    async def __call__(
        self, submitted: ApplicationSubmitted, position: Position, at: datetime
    ) -> None:
        """Raises UnknownProgramme for a version that is not published here."""
        standing = submitted.standing
        programme = self.rules.programmes.get(standing.programme, standing.programme_version)
        step = open_case(submitted, programme, self.rules.calendar, at)
        await self.cases.open(Step(step.case.hearing(position), step.events), at)
