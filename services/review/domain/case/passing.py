"""The one door through which cases move: nothing else says where one stands.

Every move is checked against the table of its kind of stage.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.review.domain.case.case import Case, Submission
from services.review.domain.stages.registry import kind_of
from shared.calendar import Calendar
from shared.programmes import Milestone, Place, Programme, Stage
from shared.programmes.conditions import holds
from shared.programmes.path import WITHDRAWN, Announcement, Leaving, State
from shared.programmes.path.kinds.announcement import Announcing

_ENDS = frozenset({"decided", "passed", "failed"})
"""The moments that tell how a stage ended."""


class IllegalTransition(RuntimeError):
    """A rule would move a case as no table allows: a fault of ours."""

    def __init__(self, case: Case, to: object) -> None:
        super().__init__(f"{case.number} of {case.programme}: from {case.stage} to {to}")


def place_of(case: Case, programme: Programme) -> Place | None:
    """Where the case stands; None for one that is withdrawn."""
    return programme.way.place(case.stage)


def has_just_left(case: Case, programme: Programme, stage: Stage) -> bool:
    """Whether the case has passed this stage and stands where it entered the next one."""
    place, after = place_of(case, programme), programme.way.after(stage, case.known)
    return place is not None and place.stage is after and place.state is place.stage.first


def stands_after(case: Case, programme: Programme) -> Stage | None:
    """The stage that the case has just passed, standing where it entered the next one."""
    passed = (stage for stage in reversed(programme.way.stages) if stage.works_on == "case")
    return next(
        (
            stage
            for stage in passed
            if stage is not programme.way.entry
            and has_just_left(case, programme, stage)
            and (stage.when is None or holds(stage.when, case.known) is True)
        ),
        None,
    )


def take_back(
    case: Case,
    programme: Programme,
    stage: Stage,
    *,
    to: State,
    at: datetime,
    due_at: datetime | None,
) -> tuple[Case, dict[str, datetime]]:
    """The case in a stage that it has just left or ended in, and the milestones that it loses.

    It must stand where an act in this stage has brought it, or wait in it for more of them.
    """
    place = place_of(case, programme)
    if place is None or to not in stage.reachable or not to_take_back(case, programme, stage):
        raise IllegalTransition(case, to)
    given = [milestone.id for moment, milestone in stage.given if moment in _ENDS]
    if place.stage is not stage:
        entered = dict(place.stage.given).get("opened")
        given += [] if entered is None else [entered.id]
    lost = {id_: when for id_, when in case.milestones.items() if id_ in given}
    kept = {id_: when for id_, when in case.milestones.items() if id_ not in lost}
    update = {
        "stage": Place(stage, to).word,
        "entered_at": at,
        "due_at": due_at,
        "expires_at": None,
        "milestones": kept,
    }
    return case.model_copy(update=update), lost


def to_take_back(case: Case, programme: Programme, stage: Stage) -> bool:
    """Whether what was done last in this stage has brought the case to where it stands."""
    place = place_of(case, programme)
    if place is not None and place.stage is stage:
        return True
    return stands_after(case, programme) is stage


def begin(
    submission: Submission,
    programme: Programme,
    calendar: Calendar,
    *,
    complete: bool,
    at: datetime,
) -> Case:
    """The case of an application, in the first stage after it; its clocks run since receipt."""
    first = programme.way.after(programme.way.entry, submission.known)
    # Every path ends with an announcement that no condition passes by.
    assert first is not None
    entered = _entering(
        first,
        programme,
        calendar,
        submission.round,
        since=submission.received_at,
        at=at,
        reached={},
    )
    return Case(**dict(submission), complete=complete, **entered)


def move(
    case: Case,
    programme: Programme,
    to: State,
    *,
    at: datetime,
    gives: Milestone | None = None,
    takes: Milestone | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Case:
    """The case in another state of its stage; `takes` is a milestone that it loses by that."""
    place = _legal(case, programme, to)
    reached = {k: v for k, v in case.milestones.items() if takes is None or k != takes.id}
    return case.model_copy(
        update={
            "stage": Place(place.stage, to).word,
            "due_at": due_at,
            "expires_at": expires_at,
            "milestones": _reached(reached, gives, at),
        }
    )


def conclude(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    how: Leaving,
    *,
    at: datetime,
    gives: Milestone | None = None,
    gives_too: Milestone | None = None,
) -> Case:
    """The case in the stage that comes next for it; its clocks run since `at`."""
    stage = programme.way.after(_legal(case, programme, how).stage, case.known)
    if stage is None:
        raise IllegalTransition(case, how)
    reached = _reached(_reached(case.milestones, gives_too, at), gives, at)
    return case.model_copy(
        update=_entering(stage, programme, calendar, case.round, since=at, at=at, reached=reached)
    )


def end_withdrawn(case: Case, programme: Programme, *, reason: str) -> Case:
    """The case ended because its application was withdrawn, from wherever it may still be."""
    if not may_be_withdrawn(case, programme):
        raise IllegalTransition(case, WITHDRAWN.id)
    return case.model_copy(
        update={
            "stage": WITHDRAWN.id,
            "withdrawn_for": reason,
            "due_at": None,
            "expires_at": None,
        }
    )


def may_be_withdrawn(case: Case, programme: Programme) -> bool:
    """Whether a withdrawal still ends it: not twice, and not once its outcome is public."""
    place = place_of(case, programme)
    if place is None:
        return False
    return not (isinstance(place.stage, Announcement) and place.state is Announcing.ANNOUNCED)


def put_off(case: Case, until: datetime) -> Case:
    """The case with more time before its clock acts."""
    return case.model_copy(update={"due_at": until, "expires_at": until})


def stop_clock(case: Case) -> Case:
    """The case as it stands, where no clock acts any more; when it was due stays."""
    return case.model_copy(update={"expires_at": None})


def let_expire(case: Case, at: datetime | None) -> Case:
    """The case whose clock acts at this instant, or not by itself at all; its due date stays."""
    return case.model_copy(update={"expires_at": at})


def _legal(case: Case, programme: Programme, to: State | Leaving) -> Place:
    place = place_of(case, programme)
    if place is None or to not in place.stage.table[place.state]:
        raise IllegalTransition(case, to)
    if isinstance(to, State) and to not in place.stage.reachable:
        raise IllegalTransition(case, to)
    return place


def _entering(
    stage: Stage,
    programme: Programme,
    calendar: Calendar,
    round_id: str,
    *,
    since: datetime,
    at: datetime,
    reached: Mapping[str, datetime],
) -> dict[str, Any]:
    start = kind_of(stage).start(stage, programme, calendar, round_id, since)
    return {
        "stage": Place(stage, stage.first).word,
        "entered_at": since,
        "due_at": start.due_at,
        "expires_at": start.expires_at,
        "milestones": _reached(reached, start.gives, at),
    }


def _reached(
    known: Mapping[str, datetime], given: Milestone | None, at: datetime
) -> dict[str, datetime]:
    # One that was reached before keeps its time.
    return dict(known) if given is None else {given.id: to_milliseconds(at), **known}


def to_milliseconds(at: datetime) -> datetime:
    """The instant as it can be kept: an event and the stored case must tell the same time."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
