"""Ends what the clock ends: supplements that did not come, files nobody looked at."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.stages.expiry import expire
from services.review.ports import Cases
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class ExpireCases:
    """Asks for cases whose clock is over; a case that moved on meanwhile is left to its mover."""

    cases: Cases
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many cases were ended, or put off since the calendar has changed."""
        total = 0
        while found := await self.cases.expiring(at, AT_ONCE):
            steps = [
                (held, step) for held in found if (step := self._over(held.record, at)) is not None
            ]
            with traced(None, "expire cases"):
                ended = len(steps) - len(await self.cases.save_many(steps, at))
            total += ended
            if ended == 0:
                break
        return total

    def _over(self, case: Case, at: datetime) -> Step | None:
        return expire(case, self.rules.of(case), self.rules.calendar, at=at)
