"""Activities as everybody sees them, and who took part, for those who hold them."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Literal, Self

from pydantic import BaseModel

from services.review.domain.activities.attendance import Attendance, AttendanceCorrection
from services.review.usecases.activities.read_activities import AttendancePage, SeenActivity
from services.review.usecases.activities.record_attendance import AttendanceResult
from shared.http.problem import Problem
from shared.programmes import Programme
from shared.programmes.activities import KIND_NAMES, ROLE_NAMES, ActivityKind
from shared.programmes.activities import Activity as Declared
from shared.values import Bilingual, Day


def _plain(name: Bilingual) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)


class TookPart(BaseModel):
    """How many took part as what."""

    role: str
    name: Bilingual
    participants: int


class ActivityOut(BaseModel):
    """An activity, with numbers alone of who took part."""

    activity: str
    declared: str
    number: int
    kind: ActivityKind
    kind_name: Bilingual
    name: Bilingual
    state: Literal["planned", "held", "called_off"]
    held_on: Day
    venue: str
    reason: str | None
    took_part: list[TookPart]

    @classmethod
    def of(cls, seen: SeenActivity) -> Self:
        """The activity."""
        activity, declared = seen.activity, seen.activity.declared_in(seen.programme)
        return cls(
            activity=activity.id,
            declared=activity.declared,
            number=activity.number,
            kind=declared.kind,
            kind_name=_plain(KIND_NAMES[declared.kind]),
            name=_plain(declared.name),
            state=activity.state,
            held_on=activity.held_on,
            venue=activity.venue,
            reason=activity.reason,
            took_part=[
                TookPart(
                    role=role,
                    name=_plain(ROLE_NAMES[role]),
                    participants=seen.took_part.get(role, 0),
                )
                for role in declared.roles
            ],
        )


class DeclaredOut(BaseModel):
    """What the programme declares, held or not."""

    declared: str
    kind: ActivityKind
    name: Bilingual
    roles: list[str]

    @classmethod
    def of(cls, declared: Declared) -> Self:
        """The declaration."""
        name = _plain(declared.name)
        return cls(declared=declared.id, kind=declared.kind, name=name, roles=list(declared.roles))


class RoundActivities(BaseModel):
    """What is declared, and what was planned of it, the first held first."""

    declarations: list[DeclaredOut]
    activities: list[ActivityOut]

    @classmethod
    def of(cls, programme: Programme, seen: Iterable[SeenActivity]) -> Self:
        """The activities of a round."""
        return cls(
            declarations=[DeclaredOut.of(each) for each in programme.activities],
            activities=[ActivityOut.of(each) for each in seen],
        )


class AttendanceOut(BaseModel):
    """A participant, as what it took part, and what stood there before."""

    attendance: str
    uscc: str
    enterprise: Bilingual
    application: str | None
    application_number: str | None
    roles: list[str]
    by: str
    at: datetime
    corrections: list[AttendanceCorrection]

    @classmethod
    def of(cls, attendance: Attendance) -> Self:
        """The attendance."""
        participant = attendance.participant
        return cls(
            attendance=attendance.id,
            uscc=participant.uscc,
            enterprise=participant.enterprise,
            application=participant.application,
            application_number=participant.number,
            roles=list(attendance.roles),
            by=attendance.by,
            at=attendance.at,
            corrections=list(attendance.corrections),
        )


class AttendancesOut(BaseModel):
    """Those of this page, and the cursor of the next one."""

    attendances: list[AttendanceOut]
    next: str | None

    @classmethod
    def of(cls, page: AttendancePage) -> Self:
        """The page."""
        return cls(attendances=[AttendanceOut.of(one) for one in page.attendances], next=page.next)


class AttendanceResultRow(BaseModel):
    """Whether it is recorded, now or before, or why not."""

    participant: str
    done: bool
    problem: Problem | None


class AttendanceResults(BaseModel):
    """One row an order, in the order given."""

    results: list[AttendanceResultRow]

    @classmethod
    def of(cls, results: Iterable[AttendanceResult]) -> Self:
        """The answer to a request."""
        return cls(results=[_row(n, result) for n, result in enumerate(results)])


def _at(row: int, field: str) -> str:
    return f"attendances.{row}.{field}"


def _row(n: int, result: AttendanceResult) -> AttendanceResultRow:
    refused = result.problem
    problem = None if refused is None else Problem.of(refused, partial(_at, n))
    return AttendanceResultRow(
        participant=result.participant, done=problem is None, problem=problem
    )
