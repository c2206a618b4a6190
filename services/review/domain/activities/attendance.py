"""Who took part in an activity as what, and every correction of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.activities.activity import Activity
from services.review.domain.activities.refusals import (
    AttendanceDiffers,
    NotHeld,
    NothingAttended,
    UnknownRole,
)
from services.review.domain.case import Case
from services.review.domain.case.addressee import addressee_of
from shared.contracts.activities import ActivityAttended
from shared.contracts.base import Addressee, Event
from shared.identity import kind_for_events
from shared.programmes import Programme
from shared.programmes.activities import ROLE_NAMES
from shared.record import Record
from shared.values import Bilingual, Instant


class AttendanceCorrection(Record):
    """As what it had been recorded before, and why that was put right."""

    roles: tuple[str, ...]
    reason: str
    by: str
    at: Instant


class Participant(Record):
    """An enterprise, by its code and name, and what it was there with, if anything."""

    uscc: str
    enterprise: Bilingual
    application: str | None = None
    number: str | None = None

    @property
    def key(self) -> str:
        """What tells it from the others in one activity: each application is there by itself."""
        return self.application or self.uscc


class Attendance(Record):
    """A participant of an activity; with no role left it took no part after all."""

    id: str
    activity: str
    programme: str
    round: str
    participant: Participant
    roles: tuple[str, ...]
    by: str
    at: Instant
    corrections: tuple[AttendanceCorrection, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceStep:
    """An attendance after something happened to it, and the events that tell of it."""

    attendance: Attendance
    events: tuple[Event, ...] = ()


def attendance_id(activity: str, key: str) -> str:
    """The id of an attendance."""
    return f"{activity}.{key}"


def participant_of(case: Case) -> Participant:
    """The enterprise of a case, with what it has applied for."""
    return Participant(
        uscc=case.uscc,
        enterprise=case.enterprise,
        application=case.application,
        number=case.number,
    )


def attend(
    activity: Activity,
    programme: Programme,
    participant: Participant,
    known: Attendance | None,
    case: Case | None,
    *,
    roles: Sequence[str],
    reason: str | None,
    by: str,
    at: datetime,
) -> AttendanceStep | None:
    """What is recorded of a participant; None when the same is recorded already.

    Raises NotHeld before the activity was held, UnknownRole, NothingAttended for nobody's first
    record without a role, and AttendanceDiffers for a change without a reason.
    """
    if activity.state != "held":
        raise NotHeld(activity.id, activity.state)
    declared = activity.declared_in(programme)
    if strange := [role for role in roles if role not in declared.roles]:
        raise UnknownRole(strange[0], declared.roles)
    given = tuple(role for role in declared.roles if role in roles)
    if known is None:
        if not given:
            raise NothingAttended(declared.roles)
        new = Attendance(
            id=attendance_id(activity.id, participant.key),
            activity=activity.id,
            programme=activity.programme,
            round=activity.round,
            participant=participant,
            roles=given,
            by=by,
            at=at,
        )
        return AttendanceStep(new, (_event(activity, programme, new, case, None, by, at),))
    if known.roles == given:
        return None
    if reason is None:
        raise AttendanceDiffers(known.participant.key, known.roles)
    before = AttendanceCorrection(roles=known.roles, reason=reason, by=by, at=at)
    put_right = known.model_copy(
        update={"roles": given, "corrections": (*known.corrections, before)}
    )
    event = _event(activity, programme, put_right, case, reason, by, at)
    return AttendanceStep(put_right, (event,))


def _event(
    activity: Activity,
    programme: Programme,
    attendance: Attendance,
    case: Case | None,
    reason: str | None,
    by: str,
    at: datetime,
) -> ActivityAttended:
    participant = attendance.participant
    names = (ROLE_NAMES[role] for role in attendance.roles)
    return ActivityAttended(
        **activity.said_of(programme),
        attendance=attendance.id,
        subject=participant.uscc,
        code_kind=kind_for_events(participant.uscc),
        roles=attendance.roles,
        role_names=tuple(Bilingual(zh=name.zh, en=name.en) for name in names),
        application=participant.application,
        application_number=participant.number,
        addressee=_addressee(case, programme),
        reason=reason,
        office_role=activity.declared_in(programme).by,
        by=by,
        at=at,
    )


def _addressee(case: Case | None, programme: Programme) -> Addressee | None:
    return None if case is None else addressee_of(case, programme)
