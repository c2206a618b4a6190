"""Ends what the clock ends: supplements that did not come, files nobody looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import stop_clock
from services.review.domain.stages.expiry import expire
from services.review.ports import Cases, HeldCase, Lists
from services.review.usecases.case.too_late import too_late
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class ExpireCases:
    """Asks for cases whose clock is over; a case that moved on meanwhile is left to its mover.

    One that would come too late for its list stays where it is, for an officer to conclude.
    """

    cases: Cases
    lists: Lists
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many cases were ended, put off since the calendar has changed, or came too late."""
        total = 0
        while found := await self.cases.expiring(at, AT_ONCE):
            steps = [
                (held, step) for held in found if (step := self._over(held.record, at)) is not None
            ]
            with traced(None, "expire cases"):
                in_time = await self._in_time(steps)
                ended = len(steps) - len(await self.cases.save_many(in_time, at))
            total += ended
            if ended == 0:
                break
        return total

    async def _in_time(self, steps: Sequence[tuple[HeldCase, Step]]) -> list[tuple[HeldCase, Step]]:
        late = await too_late(steps, self.lists, self.rules)
        return [
            (held, Step(stop_clock(held.record)) if step.case.application in late else step)
            for held, step in steps
        ]

    def _over(self, case: Case, at: datetime) -> Step | None:
        return expire(case, self.rules.of(case), self.rules.calendar, at=at)
