"""Decides the cases of closed meetings, batch by batch; after a crash it goes on where it was."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.meetings.closing import decide_by_vote, held
from services.review.domain.meetings.meeting import Meeting
from services.review.ports import Cases, HeldCase, Meetings
from services.review.usecases.rules import Rules
from shared.errors import StaleWrite
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class DecideMeetings:
    """Exactly one decision a case, since a decided case does not wait for one any more."""

    meetings: Meetings
    cases: Cases
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many meetings were finished."""
        finished = 0
        for found in await self.meetings.deciding():
            meeting = found.record
            with traced(None, "decide meeting", about={"laurel.meeting": meeting.id}):
                while await self.one_batch(meeting, at):
                    pass
                try:
                    await self.meetings.save(found, held(meeting, self.rules.of(meeting).way), at)
                except StaleWrite:
                    # Another replica was faster, and has said so.
                    continue
            finished += 1
        return finished

    async def one_batch(self, meeting: Meeting, at: datetime) -> bool:
        """Decides the next cases; False when none was left."""
        items = {i.application: i for i in await self.meetings.unsettled(meeting.id, AT_ONCE)}
        committee = meeting.committee_in(self.rules.of(meeting).way)
        steps: list[tuple[HeldCase, Step]] = []
        for application, found in (await self.cases.get_many(list(items))).items():
            case, programme = found.record, self.rules.of(found.record)
            item, calendar = items[application], self.rules.calendar
            step = decide_by_vote(case, programme, calendar, meeting, item, committee)
            if step is not None:
                steps.append((found, step))
        stale = await self.cases.save_many(steps, at)
        await self.meetings.settle(meeting.id, [one for one in items if one not in stale])
        return bool(items)
