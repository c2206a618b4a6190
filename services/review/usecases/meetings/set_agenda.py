"""Puts cases on the agenda of a meeting, and takes them off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.case.refusals import not_now
from services.review.domain.meetings.closing import is_waiting
from services.review.domain.meetings.meeting import Meeting, MeetingStep, refuse_closed
from services.review.domain.meetings.refusals import OnAnotherAgenda
from services.review.domain.meetings.setting import put_on_agenda, take_off_agenda
from services.review.domain.official import Official
from services.review.domain.twins.refusals import CaseOnHold
from services.review.ports import CaseFilter, Cases, Meetings, Queues
from services.review.usecases.case.bulk import Result, repeated, unknown_case
from services.review.usecases.meetings.known_meeting import (
    KnownMeeting,
    MeetingKey,
    known_meeting,
)
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Place
from shared.programmes.path import Decision
from shared.retrying import retry


async def waiting_cases(
    queues: Queues, meetings: Meetings, meeting: Meeting, stage: Decision
) -> list[Case]:
    """The cases that wait in the stage, are not on hold and on no agenda yet, by number."""
    word = stage.word(stage.first).id
    which = CaseFilter(meeting.programme, meeting.round, stage=word)
    found = [case async for case in queues.by_number(which)]
    taken = await meetings.on_agendas([case.application for case in found])
    return [case for case in found if case.application not in taken and not case.on_hold]


@dataclass(frozen=True)
class SetAgenda:
    """Each case by itself; one that is on the agenda already, or not on it, is done with."""

    meetings: Meetings
    cases: Cases
    queues: Queues
    rules: Rules

    async def __call__(
        self,
        key: MeetingKey,
        *,
        add: Sequence[str],
        take_off: Sequence[str],
        official: Official,
        at: datetime,
    ) -> list[Result]:
        """What became of each application: those to be put there first, then those taken off.

        Raises NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
        """
        problems = repeated([*add, *take_off])
        added = [application for application in add if application not in problems]
        gone = [application for application in take_off if application not in problems]

        async def once() -> dict[str, Rejected]:
            known = await known_meeting(self.meetings, self.rules, key, official)
            refuse_closed(known.meeting)
            there = await self.meetings.agenda(known.meeting.id, [*added, *gone])
            on_it = {item.application for item in there}
            fitting, refused = await self._fitting(known, [a for a in added if a not in on_it])
            meeting, items = put_on_agenda(known.meeting, fitting)
            leaving = [application for application in gone if application in on_it]
            meeting = take_off_agenda(meeting, len(leaving))
            if items or leaving:
                step = MeetingStep(meeting)
                await self.meetings.save(known.held, step, at, items=items, taken_off=leaving)
            return refused

        problems |= await retry(once)
        return [Result(application, problems.get(application)) for application in (*add, *take_off)]

    async def all_waiting(self, key: MeetingKey, *, official: Official, at: datetime) -> Meeting:
        """The meeting with every case on its agenda that waits and is on no other one.

        Raises NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
        """

        async def once() -> Meeting:
            known = await known_meeting(self.meetings, self.rules, key, official)
            refuse_closed(known.meeting)
            stage = known.meeting.stage_in(known.programme.way)
            cases = await waiting_cases(self.queues, self.meetings, known.meeting, stage)
            meeting, items = put_on_agenda(known.meeting, cases)
            if items:
                await self.meetings.save(known.held, MeetingStep(meeting), at, items=items)
            return meeting

        return await retry(once)

    async def _fitting(
        self, known: KnownMeeting, applications: Sequence[str]
    ) -> tuple[list[Case], dict[str, Rejected]]:
        found = await self.cases.get_many(applications)
        elsewhere = await self.meetings.on_agendas(applications)
        fitting: list[Case] = []
        refused: dict[str, Rejected] = {}
        for application in applications:
            held = found.get(application)
            if held is None or not _is_of(held.record, known.meeting):
                refused[application] = unknown_case(application)
            elif not is_waiting(held.record, self.rules.of(held.record), known.meeting):
                stage = known.meeting.stage_in(known.programme.way)
                place = Place(stage, stage.first)
                refused[application] = not_now(held.record, self.rules.of(held.record), place)
            elif held.record.on_hold:
                refused[application] = CaseOnHold(held.record)
            elif application in elsewhere:
                refused[application] = OnAnotherAgenda(held.record.number, elsewhere[application])
            else:
                fitting.append(held.record)
        return fitting, refused


def _is_of(case: Case, meeting: Meeting) -> bool:
    return (case.programme, case.round) == (meeting.programme, meeting.round)
