"""When a period ends, and every day that led there."""

from datetime import date, datetime

from shared.calendar.day import YearStatus
from shared.calendar.explanation import sentence_of
from shared.calendar.policy import ClockPolicy
from shared.record import Record
from shared.values import Bilingual, Instant


class DayStep(Record):
    """One day of a period: its number if it counted, and why it did or did not."""

    date: date
    counted: int | None
    why: Bilingual


class Deadline(Record):
    """The end of a period; `due_at` is 24:00 in Beijing on `last_day`, in UTC, and is too late."""

    policy: ClockPolicy
    start: Instant
    last_day: date
    due_at: Instant
    steps: tuple[DayStep, ...]
    calendar_version: str
    status: YearStatus

    def is_late(self, arrival: datetime) -> bool:
        """Whether something that arrived then came after the end; TypeError without a zone."""
        return arrival >= self.due_at

    def sentence(self) -> Bilingual:
        """How this end came about: start, days counted and skipped, end."""
        return sentence_of(self)
