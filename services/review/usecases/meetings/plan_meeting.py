"""Plans a meeting of a committee on the cases that wait for it."""

from dataclasses import dataclass
from datetime import date, datetime

from services.review.domain.meetings.meeting import Meeting, MeetingStep, meeting_id, move_to
from services.review.domain.meetings.refusals import MeetingDiffers
from services.review.domain.meetings.setting import put_on_agenda
from services.review.domain.official import Official
from services.review.ports import Meetings, Queues
from services.review.usecases.meetings.known_meeting import (
    MeetingKey,
    committee_stage,
    known_meeting,
)
from services.review.usecases.meetings.set_agenda import waiting_cases
from services.review.usecases.rules import Rules
from shared.errors import AlreadyExists
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting as somebody plans it; `number` is its own within the round and the stage."""

    programme: str
    round: str
    stage: str | None
    number: int
    held_on: date
    venue: str
    with_waiting: bool = True


@dataclass(frozen=True)
class PlanMeeting:
    """One meeting a number: planning it again changes nothing."""

    meetings: Meetings
    queues: Queues
    rules: Rules

    async def __call__(
        self, planned: PlannedMeeting, *, official: Official, at: datetime
    ) -> tuple[Meeting, bool]:
        """The meeting with every case that waits on its agenda or none, and whether it is new.

        Raises UnknownProgramme, UnknownRound, NoCommittee, CommitteeRequired, UnknownCommittee,
        Rejected (forbidden), MeetingDiffers, and StaleWrite while others plan as well.
        """
        programme = self.rules.programmes.of_round(planned.programme, planned.round, at)
        stage = committee_stage(programme, planned.stage)
        official.check_acts(programme, stage)
        meeting = Meeting(
            id=meeting_id(planned.programme, planned.round, stage.id, planned.number),
            programme=planned.programme,
            programme_version=programme.version,
            round=planned.round,
            stage=stage.id,
            number=planned.number,
            held_on=planned.held_on,
            venue=planned.venue,
            planned_by=official.account,
            planned_at=at,
        )

        async def plan() -> tuple[Meeting, bool]:
            known = await self.meetings.get(meeting.id)
            if known is not None:
                return _same(known.record, planned), False
            cases = []
            if planned.with_waiting:
                cases = await waiting_cases(self.queues, self.meetings, meeting, stage)
            set_, items = put_on_agenda(meeting, cases)
            await self.meetings.plan(set_, items, at)
            return set_, True

        try:
            return await retry(plan)
        except AlreadyExists:
            return await plan()

    async def move(
        self, key: MeetingKey, *, held_on: date, venue: str, official: Official, at: datetime
    ) -> Meeting:
        """The meeting on another day or in another place.

        Raises NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
        """

        async def once() -> Meeting:
            known = await known_meeting(self.meetings, self.rules, key, official)
            moved = move_to(known.meeting, held_on=held_on, venue=venue)
            await self.meetings.save(known.held, MeetingStep(moved), at)
            return moved

        return await retry(once)


def _same(known: Meeting, planned: PlannedMeeting) -> Meeting:
    if (known.held_on, known.venue) != (planned.held_on, planned.venue):
        raise MeetingDiffers(known.id, known.held_on, known.venue)
    return known
