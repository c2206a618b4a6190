"""Finds a meeting, for the officials of the stage whose committee meets."""

from dataclasses import dataclass

from services.review.domain.meetings.meeting import Meeting
from services.review.domain.meetings.refusals import (
    CommitteeRequired,
    NoCommittee,
    UnknownCommittee,
)
from services.review.domain.official import Official
from services.review.ports import HeldMeeting, Meetings
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee


@dataclass(frozen=True, slots=True)
class MeetingKey:
    """Which meeting of which round."""

    programme: str
    round: str
    meeting: str


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting as it was loaded, and the programme version that it goes by."""

    held: HeldMeeting
    programme: Programme

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.held.record

    @property
    def committee(self) -> Committee:
        """The committee that meets."""
        return self.meeting.committee_in(self.programme.way)


async def known_meeting(
    meetings: Meetings, rules: Rules, key: MeetingKey, official: Official
) -> KnownMeeting:
    """The meeting.

    Raises NotFound, also for one of another round and for offices that have no part in the
    programme, and Rejected (forbidden) for those that have but do not act in its stage.
    """
    held = await meetings.get(key.meeting)
    if held is None or (held.record.programme, held.record.round) != (key.programme, key.round):
        raise NotFound("meeting", key.meeting)
    programme = rules.of(held.record)
    if not official.sees(programme):
        raise NotFound("meeting", key.meeting)
    official.check_acts(programme, held.record.stage_in(programme.way))
    return KnownMeeting(held, programme)


def committees_of(programme: Programme) -> tuple[Decision, ...]:
    """The stages in which committees vote; raises NoCommittee."""
    stages = tuple(s for s in programme.way.of_kind(Decision) if s.committee is not None)
    if not stages:
        raise NoCommittee(programme)
    return stages


def committee_stage(programme: Programme, named: str | None) -> Decision:
    """The stage of this id, or the only one.

    Raises NoCommittee, UnknownCommittee, and CommitteeRequired when there are several and none is
    named.
    """
    stages = committees_of(programme)
    meant = [stage for stage in stages if named in (None, stage.id)]
    if not meant:
        raise UnknownCommittee(programme, named or "", stages)
    if len(meant) > 1:
        raise CommitteeRequired(programme, stages)
    return meant[0]
