"""A member of a cohort has submitted its application."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.cohorts.ending import submit
from services.review.ports import Cohorts
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSubmitted


@dataclass(frozen=True)
class HearSubmission:
    """Its state remembers it, so that hearing of it again changes nothing."""

    cohorts: Cohorts
    rules: Rules

    async def __call__(self, submitted: ApplicationSubmitted, at: datetime) -> None:
        """Does nothing where the path has no cohort. Raises UnknownProgramme and StaleWrite."""
        standing = submitted.standing
        programme = self.rules.programmes.get(standing.programme, standing.programme_version)
        if programme.way.cohort is None:
            return
        held = await self.cohorts.member(submitted.application)
        if held is None:
            return
        step = submit(held.record, self.rules.of(held.record), at=submitted.received_at)
        if step.events:
            await self.cohorts.save(held, step, at)
