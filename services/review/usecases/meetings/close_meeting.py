"""Closes a meeting, or adjourns it."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.review.domain.case import Step
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.closing import close, closing, decide_by_vote, is_waiting
from services.review.domain.meetings.meeting import Meeting, MeetingStep, adjourn
from services.review.domain.meetings.refusals import TooLateForList
from services.review.domain.official import Official
from services.review.ports import Cases, HeldCase, Lists, Meetings, Wake
from services.review.usecases.case.too_late import too_late
from services.review.usecases.meetings.known_meeting import (
    KnownMeeting,
    MeetingKey,
    known_meeting,
)
from services.review.usecases.rules import Rules
from shared.retrying import retry

AT_ONCE = 500
WAIT_AT_MOST = timedelta(seconds=25)
POLL_EVERY = 0.05


@dataclass
class _Cases:
    """The applications that wait for the vote, and those that come too late, with their list."""

    waiting: set[str] = field(default_factory=set)
    late: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CloseMeeting:
    """Saves that the meeting is closed; a worker then decides its cases, surviving a crash."""

    meetings: Meetings
    cases: Cases
    lists: Lists
    rules: Rules
    wake: Wake

    async def __call__(self, key: MeetingKey, *, official: Official, at: datetime) -> Meeting:
        """The meeting, held, or still deciding its cases after WAIT_AT_MOST.

        Closing it again changes nothing. Raises NotFound, Rejected (forbidden), StaleWrite,
        TooLateForList and whatever `close` refuses.
        """

        async def once() -> Meeting:
            known = await known_meeting(self.meetings, self.rules, key, official)
            if known.meeting.state in ("deciding", "held"):
                return known.meeting
            agenda = await self.meetings.agenda(known.meeting.id)
            by = official.account
            found = await self._cases_of(known, agenda, by, at)
            closed = close(known.meeting, known.committee, agenda, found.waiting, by=by, at=at)
            if found.late:
                numbers = [item.number for item in agenda if item.application in found.late]
                raise TooLateForList(set(found.late.values()), numbers)
            await self.meetings.save(known.held, MeetingStep(closed), at)
            return closed

        return await self._decided(await retry(once))

    async def adjourn(
        self, key: MeetingKey, *, why: str, official: Official, at: datetime
    ) -> Meeting:
        """The meeting that decides nothing; adjourning it again changes nothing.

        Raises NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
        """

        async def once() -> Meeting:
            known = await known_meeting(self.meetings, self.rules, key, official)
            if known.meeting.state == "adjourned":
                return known.meeting
            adjourned = adjourn(known.meeting, why=why, by=official.account, at=at)
            await self.meetings.save(known.held, MeetingStep(adjourned), at, over=True)
            return adjourned

        return await retry(once)

    async def _cases_of(
        self, known: KnownMeeting, agenda: Sequence[AgendaItem], by: str, at: datetime
    ) -> _Cases:
        found, would_close = _Cases(), closing(known.meeting, by=by, at=at)
        for start in range(0, len(agenda), AT_ONCE):
            part = {item.application: item for item in agenda[start : start + AT_ONCE]}
            steps: list[tuple[HeldCase, Step]] = []
            for application, held in (await self.cases.get_many(list(part))).items():
                case, programme = held.record, self.rules.of(held.record)
                if not is_waiting(case, programme, known.meeting):
                    continue
                found.waiting.add(application)
                step = decide_by_vote(
                    case,
                    programme,
                    self.rules.calendar,
                    would_close,
                    part[application],
                    known.committee,
                )
                if step is not None:
                    steps.append((held, step))
            found.late |= await too_late(steps, self.lists, self.rules)
        return found

    async def _decided(self, meeting: Meeting) -> Meeting:
        self.wake()
        until = time.monotonic() + WAIT_AT_MOST.total_seconds()
        while meeting.state == "deciding" and time.monotonic() < until:
            await asyncio.sleep(POLL_EVERY)
            held = await self.meetings.get(meeting.id)
            meeting = meeting if held is None else held.record
        return meeting
