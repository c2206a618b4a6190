"""A meeting of a committee, which votes on the cases of its agenda."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from services.review.domain.meetings.agenda import Adjournment, AgendaItem
from services.review.domain.meetings.refusals import MeetingClosed, NoQuorum
from shared.contracts.base import Event
from shared.programmes import Path
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee
from shared.record import Record
from shared.values import Day, Instant


class Member(Record):
    """A member of the committee, by name, and whether it came; never told outside."""

    id: str
    name: str
    present: bool


class Attendance(Record):
    """Who was there; members that are not named were not."""

    members: tuple[Member, ...] = ()
    by: str
    at: Instant


class Meeting(Record):
    """A meeting, of the round and stage that its id names; its agenda lies beside it.

    Once it is closed it is `deciding` until all of its cases are decided, then `held`, and nothing
    of it changes any more. `withdrawn` are the applications that had left the stage before that.
    """

    id: str
    programme: str
    programme_version: str
    round: str
    stage: str
    number: int
    state: Literal["planned", "deciding", "held", "adjourned"] = "planned"
    held_on: Day
    venue: str
    planned_by: str
    planned_at: Instant
    cases: int = 0
    last_no: int = 0
    attendance: Attendance | None = None
    adjourned: Adjournment | None = None
    closed_by: str | None = None
    closed_at: Instant | None = None
    passed: int = 0
    failed: int = 0
    put_off: int = 0
    withdrawn: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """The members that are named."""
        return () if self.attendance is None else self.attendance.members

    @property
    def present(self) -> frozenset[str]:
        """The ids of the members that are there."""
        return frozenset(member.id for member in self.members if member.present)

    @property
    def over_at(self) -> datetime | None:
        """When it was closed or adjourned; None before."""
        return self.closed_at if self.adjourned is None else self.adjourned.at

    def stage_in(self, way: Path) -> Decision:
        """The stage whose cases it votes on."""
        return next(stage for stage in way.of_kind(Decision) if stage.id == self.stage)

    def committee_in(self, way: Path) -> Committee:
        """The committee that meets."""
        committee = self.stage_in(way).committee
        assert committee is not None, "a meeting is planned for a committee alone"
        return committee

    def able_to_vote(self, item: AgendaItem) -> frozenset[str]:
        """The ids of the members that are there and have not left for this case."""
        return self.present - {recusal.member for recusal in item.recusals}


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A meeting after something happened to it, and the events that tell of it."""

    meeting: Meeting
    events: tuple[Event, ...] = ()


def meeting_id(programme: str, round_id: str, stage: str, number: int) -> str:
    """The id of a meeting.

    The parts are joined by dots, which none of them has, so that no two meetings, and no meeting
    and list, have one id.
    """
    return f"{programme}.{round_id}.{stage}.{number}"


def move_to(meeting: Meeting, *, held_on: date, venue: str) -> Meeting:
    """The meeting on another day or in another place; raises MeetingClosed."""
    refuse_closed(meeting)
    return meeting.model_copy(update={"held_on": held_on, "venue": venue})


def adjourn(meeting: Meeting, *, why: str, by: str, at: datetime) -> Meeting:
    """The meeting that decides nothing: its cases wait for another one. Raises MeetingClosed."""
    refuse_closed(meeting)
    adjournment = Adjournment(why=why, by=by, at=at)
    return meeting.model_copy(update={"state": "adjourned", "adjourned": adjournment})


def refuse_closed(meeting: Meeting) -> None:
    """Raises MeetingClosed unless the meeting can still be changed."""
    if meeting.state != "planned":
        raise MeetingClosed(meeting.id, meeting.state)


def refuse_without_quorum(meeting: Meeting, committee: Committee) -> None:
    """Raises NoQuorum when fewer members are there than the committee needs to decide."""
    needed = committee.present_needed
    if len(meeting.present) < needed:
        raise NoQuorum(meeting.id, committee, needed, len(meeting.present))
