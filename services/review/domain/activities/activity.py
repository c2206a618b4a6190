"""An activity of a round: planned, then held or called off."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from services.review.domain.activities.refusals import (
    ActivityDiffers,
    ActivityOver,
    NotHeldBefore,
    ReasonForNewDay,
)
from shared.calendar import beijing_date
from shared.contracts.activities import ActivityCalledOff, ActivityHeld, ActivityPlanned
from shared.contracts.base import Event
from shared.programmes import Programme
from shared.programmes.activities import Activity as Declared
from shared.record import Record
from shared.values import Bilingual, Day, Instant

State = Literal["planned", "held", "called_off"]


class DayCorrection(Record):
    """Which day stood there before, and why it was put right."""

    held_on: Day
    reason: str
    by: str
    at: Instant


class Activity(Record):
    """An activity that the programme declares; `number` counts how often it is held.

    `held_on` is the day that is planned until it is held. `reason` is why it was called off.
    """

    id: str
    programme: str
    programme_version: str
    round: str
    declared: str
    number: int
    state: State = "planned"
    held_on: Day
    venue: str
    planned_by: str
    planned_at: Instant
    over_by: str | None = None
    over_at: Instant | None = None
    reason: str | None = None
    corrections: tuple[DayCorrection, ...] = ()

    def declared_in(self, programme: Programme) -> Declared:
        """What the programme says of it."""
        return next(each for each in programme.activities if each.id == self.declared)

    def said_of(self, programme: Programme) -> dict[str, Any]:
        """What each event says of it."""
        declared = self.declared_in(programme)
        return {
            "activity": self.id,
            "declared": self.declared,
            "number": self.number,
            "kind": declared.kind,
            "name": Bilingual(zh=declared.name.zh, en=declared.name.en),
            "programme": self.programme,
            "programme_version": self.programme_version,
            "round": self.round,
            "held_on": self.held_on,
        }


@dataclass(frozen=True, slots=True)
class ActivityStep:
    """An activity after something happened to it, and the events that tell of it."""

    activity: Activity
    events: tuple[Event, ...] = ()


def activity_id(programme: str, round_id: str, declared: str, number: int) -> str:
    """The id of an activity; the parts are joined by dots, which none of them has."""
    return f"{programme}.{round_id}.activities.{declared}.{number}"


def plan(activity: Activity, programme: Programme) -> ActivityStep:
    """The new activity, and the event that tells of it."""
    event = ActivityPlanned(
        **activity.said_of(programme),
        venue=activity.venue,
        by=activity.planned_by,
        at=activity.planned_at,
    )
    return ActivityStep(activity, (event,))


def same(known: Activity, held_on: date, venue: str) -> Activity:
    """The activity that was planned before; raises ActivityDiffers for another day or place."""
    if (known.held_on, known.venue) != (held_on, venue):
        raise ActivityDiffers(known.id, known.held_on, known.venue)
    return known


def move_to(
    activity: Activity,
    programme: Programme,
    *,
    held_on: date,
    venue: str,
    by: str,
    at: datetime,
) -> ActivityStep:
    """The activity on another day or in another place; raises ActivityOver."""
    if (activity.held_on, activity.venue) == (held_on, venue):
        return ActivityStep(activity)
    _refuse_over(activity)
    moved = activity.model_copy(update={"held_on": held_on, "venue": venue})
    event = ActivityPlanned(**moved.said_of(programme), venue=venue, by=by, at=at)
    return ActivityStep(moved, (event,))


def hold(
    activity: Activity,
    programme: Programme,
    *,
    held_on: date,
    reason: str | None,
    by: str,
    at: datetime,
) -> ActivityStep:
    """The activity that was held on this day; holding it again on that day changes nothing.

    Another day puts the first one right. Raises ActivityOver for one that was called off,
    NotHeldBefore for a day to come, and ReasonForNewDay for another day without a reason.
    """
    if activity.state == "called_off":
        _refuse_over(activity)
    if held_on > beijing_date(at):
        raise NotHeldBefore(activity.id, held_on)
    if activity.state == "held" and activity.held_on == held_on:
        return ActivityStep(activity)
    changes: dict[str, object] = {"state": "held", "held_on": held_on}
    if activity.state == "held":
        if reason is None:
            raise ReasonForNewDay(activity.id, activity.held_on)
        before = DayCorrection(held_on=activity.held_on, reason=reason, by=by, at=at)
        changes["corrections"] = (*activity.corrections, before)
    else:
        reason = None
        changes |= {"over_by": by, "over_at": at}
    held = activity.model_copy(update=changes)
    event = ActivityHeld(**held.said_of(programme), venue=held.venue, reason=reason, by=by, at=at)
    return ActivityStep(held, (event,))


def call_off(
    activity: Activity, programme: Programme, *, reason: str, by: str, at: datetime
) -> ActivityStep:
    """The activity that is not held; doing it again changes nothing. Raises ActivityOver."""
    if activity.state == "called_off":
        return ActivityStep(activity)
    _refuse_over(activity)
    off = activity.model_copy(
        update={"state": "called_off", "reason": reason, "over_by": by, "over_at": at}
    )
    event = ActivityCalledOff(**off.said_of(programme), reason=reason, by=by, at=at)
    return ActivityStep(off, (event,))


def _refuse_over(activity: Activity) -> None:
    if activity.state != "planned":
        raise ActivityOver(activity.id, activity.state)
