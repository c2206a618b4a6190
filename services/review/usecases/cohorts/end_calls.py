"""Ends the calls of members from which nothing has come by the end of the term."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.cohorts.ending import HEARD_WITHIN, end_unsubmitted
from services.review.ports import Cohorts
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class EndCalls:
    """Exactly one event each, since having ended is part of a member's state."""

    cohorts: Cohorts
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many were ended."""
        total = 0
        while over := await self.cohorts.overdue(at - HEARD_WITHIN, AT_ONCE):
            steps = [(one, end_unsubmitted(one.record, self.rules.of(one.record))) for one in over]
            with traced(None, "end calls"):
                ended = len(steps) - len(await self.cohorts.save_many(steps, at))
            total += ended
            if ended == 0:
                break
        return total
