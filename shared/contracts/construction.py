"""Events of what is built up over years, from review. Key: application.

Tasks and indicators are the ids of the programme. Each event says how things stand after it.
"""

from typing import Literal

from shared.contracts.base import Addressee, Contract, Event, Standing, omitted
from shared.values import Bilingual, Day, Instant

TOPIC = "construction.v1"


class OfConstruction(Contract):
    """Whose construction it is; `stage` is where in its path."""

    application: str
    number: str
    stage: str
    stage_name: Bilingual
    rule_version: str


class TaskReported(OfConstruction, Event):
    """An applicant reported how far a task is: begun, or done, on a day in Beijing.

    `evidence` names what proves it. With a `reason` an earlier report is put right.
    """

    type = "laurel.construction.task-reported.v1"
    topic = TOPIC
    readers = ("intake",)

    task: str
    task_name: Bilingual
    state: Literal["begun", "done"]
    on: Day
    evidence: str
    reason: str | None = omitted()
    by: str
    at: Instant
    standing: Standing


class IndicatorReported(OfConstruction, Event):
    """An applicant reported a figure: what it starts from, what it is to reach, or what it is.

    `value` is a decimal in `unit`, of `year`; `qualifier` says how exactly it is meant, and without
    one it is exact. `source` names where it comes from. `met` is whether the newest actual figure
    of the indicator reaches its target, and null while nobody can say so. With a `reason` an
    earlier report is put right.
    """

    type = "laurel.construction.indicator-reported.v1"
    topic = TOPIC
    readers = ("intake", "stats")

    subject: str
    indicator: str
    indicator_name: Bilingual
    tells: Literal["base", "target", "actual"]
    year: int
    value: str
    unit: str
    qualifier: Literal["more_than", "about", "at_most", "expected"] | None = omitted()
    source: str
    met: bool | None
    reason: str | None = omitted()
    by: str
    at: Instant
    standing: Standing


class ReportDue(OfConstruction, Event):
    """The figures of `year` are due at `due_at` (exclusive), and some are not there.

    `missing` names the indicators. One that is `overdue` was due at that instant.
    """

    type = "laurel.construction.report-due.v1"
    topic = TOPIC
    readers = ("intake", "notify")

    year: int
    due_at: Instant
    explanation: Bilingual
    missing: tuple[Bilingual, ...]
    overdue: bool
    addressee: Addressee
    at: Instant
    standing: Standing
