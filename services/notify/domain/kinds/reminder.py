"""A reminder of a supplement that is due."""

from datetime import datetime, timedelta
from typing import ClassVar, Literal

from services.notify.domain.kinds.content import Content
from services.notify.domain.kinds.missing_materials import MissingMaterials
from services.notify.domain.supplement_clock import SupplementClock
from shared.calendar import beijing_date


class Reminder(Content):
    """What was asked for, and the clock that says by when it must come."""

    must_arrive: ClassVar[bool] = False

    kind: Literal["supplement_due"] = "supplement_due"
    asked: MissingMaterials
    clock: SupplementClock

    @property
    def about_round(self) -> int:
        """That of what was asked for, whose clock runs already."""
        return self.asked.supplement_round

    def lapsed(self, at: datetime) -> bool:
        """Whether the time for the supplement is over."""
        return at >= self.clock.due_at

    def days_left(self, written_at: datetime) -> int:
        """From the day that it was written to the last one; 0 on that."""
        last = beijing_date(self.clock.due_at - timedelta.resolution)
        return (last - beijing_date(written_at)).days
