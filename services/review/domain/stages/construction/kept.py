"""What a case keeps of its construction: every report, the newest last, and how it ended."""

from decimal import Decimal
from typing import Literal

from shared.record import Record
from shared.values import Day, Instant

Tells = Literal["base", "target", "actual"]
Qualifier = Literal["more_than", "about", "at_most", "expected"]


class TaskReport(Record):
    """How far a task is, and since which day; `reason` is why an earlier report is put right."""

    task: str
    state: Literal["begun", "done"]
    on: Day
    evidence: str
    reason: str | None = None
    by: str
    at: Instant

    @property
    def says(self) -> tuple[object, ...]:
        """What is reported, whoever does it."""
        return self.task, self.state, self.on, self.evidence


class IndicatorReport(Record):
    """A figure of a year: where the indicator starts, what it is to reach, or what it is.

    `value` is a decimal as text, in the unit of the indicator.
    """

    indicator: str
    tells: Tells
    year: int
    value: str
    qualifier: Qualifier | None = None
    source: str
    reason: str | None = None
    by: str
    at: Instant

    @property
    def number(self) -> Decimal:
        """The value."""
        return Decimal(self.value)

    @property
    def about(self) -> tuple[str, str, int | None]:
        """Of what there is one at a time: one base, one target, and an actual figure a year."""
        return self.indicator, self.tells, self.year if self.tells == "actual" else None

    @property
    def says(self) -> tuple[object, ...]:
        """What is reported, whoever does it."""
        return self.about, self.year, self.number, self.qualifier, self.source


class SelfAssessment(Record):
    """What an applicant says of what it has built, in its own words."""

    text: str
    by: str
    at: Instant


class Abandonment(Record):
    """Why the overseer has ended it: a reason of the catalogue, and what the office says of it."""

    reason: str
    note: str
    by: str
    at: Instant


class Built(Record):
    """All of it; a report that was put right stays, with the newer one behind it.

    `asked` is the last year whose figures were due, whether they came or not.
    """

    tasks: tuple[TaskReport, ...] = ()
    indicators: tuple[IndicatorReport, ...] = ()
    asked: int | None = None
    self_assessment: SelfAssessment | None = None
    abandoned: Abandonment | None = None

    def task(self, id_: str) -> TaskReport | None:
        """The newest report of a task."""
        return next((one for one in reversed(self.tasks) if one.task == id_), None)

    def newest(
        self, indicator: str, tells: Tells, year: int | None = None
    ) -> IndicatorReport | None:
        """The newest report of this; of actual figures that of the year, or of the last one."""
        found = [
            one
            for one in self.indicators
            if (one.indicator, one.tells) == (indicator, tells) and year in (None, one.year)
        ]
        last = max((one.year for one in found), default=None) if tells == "actual" else None
        return next((one for one in reversed(found) if last in (None, one.year)), None)
