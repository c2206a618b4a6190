"""Reads the meetings of a round, and their agendas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.review.domain.case import Case
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Meeting
from services.review.domain.official import Official
from services.review.ports import Cases, Meetings
from services.review.usecases.meetings.known_meeting import (
    KnownMeeting,
    MeetingKey,
    committees_of,
    known_meeting,
)
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import Decision


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Some items of an agenda, the place of their cases, and the cursor of the next ones."""

    known: KnownMeeting
    items: Sequence[AgendaItem]
    cases: Mapping[str, Case]
    next: int | None


@dataclass(frozen=True)
class ReadMeetings:
    """For the officials of the stage whose committee meets, and nobody else."""

    meetings: Meetings
    cases: Cases
    rules: Rules

    async def of_round(
        self, programme_id: str, round_id: str, *, official: Official
    ) -> list[tuple[Meeting, Programme]]:
        """The meetings, the first held first, each with the version that it goes by.

        Raises UnknownProgramme, UnknownRound, NoCommittee and Rejected (forbidden).
        """
        programme = self.rules.programmes.of_round(programme_id, round_id)
        stages = committees_of(programme)
        own = {stage.id for stage in stages if _acts(official, programme, stage)}
        if not own:
            official.check_acts(programme, stages[0])
        found = await self.meetings.of_round(programme_id, round_id)
        return [(meeting, self.rules.of(meeting)) for meeting in found if meeting.stage in own]

    async def one(self, key: MeetingKey, *, official: Official) -> KnownMeeting:
        """Raises NotFound and Rejected (forbidden)."""
        return await known_meeting(self.meetings, self.rules, key, official)

    async def agenda(
        self, key: MeetingKey, *, after: int, limit: int, official: Official
    ) -> AgendaPage:
        """Items after a number; raises NotFound and Rejected (forbidden)."""
        known = await known_meeting(self.meetings, self.rules, key, official)
        items = await self.meetings.agenda_page(known.meeting.id, after, limit + 1)
        shown = items[:limit]
        cases = await self.cases.get_many([item.application for item in shown])
        return AgendaPage(
            known,
            shown,
            {application: held.record for application, held in cases.items()},
            shown[-1].no if len(items) > limit else None,
        )


def _acts(official: Official, programme: Programme, stage: Decision) -> bool:
    try:
        official.check_acts(programme, stage)
    except Rejected:
        return False
    return True
