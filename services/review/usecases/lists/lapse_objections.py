"""Ends objections that nobody stood by in time."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.verifying import lapse
from services.review.ports import Objections

AT_ONCE = 500


@dataclass(frozen=True)
class LapseObjections:
    """They never counted, and who made them is forgotten."""

    objections: Objections

    async def __call__(self, at: datetime) -> int:
        """How many lapsed, or were verified at that moment."""
        total = 0
        while found := await self.objections.overdue(at, AT_ONCE):
            for objection in found:
                await self.objections.lapse(lapse(objection, at))
            total += len(found)
        return total
