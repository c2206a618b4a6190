"""Records what happens in a meeting: who came, who left for which case, and how they voted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.meetings.agenda import AgendaItem, Recusal
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.meeting import Meeting, MeetingStep, Member
from services.review.domain.meetings.recusing import recuse
from services.review.domain.meetings.voting import adjourn_case, record_vote
from services.review.domain.official import Official
from services.review.domain.stages.decision.deciding import waits_for
from services.review.domain.stages.decision.kept import Votes
from services.review.ports import Cases, Meetings
from services.review.usecases.case.bulk import Result
from services.review.usecases.meetings.change_items import ChangeItems
from services.review.usecases.meetings.known_meeting import (
    KnownMeeting,
    MeetingKey,
    known_meeting,
)
from services.review.usecases.rules import Rules
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class RecusalOrder:
    """All members that left for a case."""

    application: str
    recusals: Sequence[Recusal]


@dataclass(frozen=True, slots=True)
class VoteOrder:
    """How the committee voted on a case."""

    application: str
    votes: Votes
    opinion: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class AdjournmentOrder:
    """That a case is put off to another meeting."""

    application: str
    why: str


@dataclass(frozen=True)
class RecordMeeting:
    """Whatever is recorded stands in place of what was recorded before, until the closing.

    All raise NotFound, Rejected (forbidden), MeetingClosed and StaleWrite.
    """

    meetings: Meetings
    cases: Cases
    rules: Rules

    async def attendance(
        self, key: MeetingKey, members: Sequence[Member], *, official: Official, at: datetime
    ) -> Meeting:
        """The meeting with these members; raises what `take_attendance` raises."""

        async def once() -> Meeting:
            known = await known_meeting(self.meetings, self.rules, key, official)
            if known.meeting.members == tuple(members):
                return known.meeting
            attended = take_attendance(
                known.meeting,
                known.committee,
                await self.meetings.agenda(known.meeting.id),
                members,
                by=official.account,
                at=at,
            )
            await self.meetings.save(known.held, MeetingStep(attended), at)
            return attended

        return await retry(once)

    async def recusals(
        self, key: MeetingKey, orders: Sequence[RecusalOrder], *, official: Official, at: datetime
    ) -> list[Result]:
        """What became of each order."""

        def change(
            known: KnownMeeting, item: AgendaItem, case: Case, order: RecusalOrder
        ) -> AgendaItem:
            return recuse(known.meeting, item, order.recusals)

        return await self._change_items(key, orders, change, official=official, at=at)

    async def votes(
        self, key: MeetingKey, orders: Sequence[VoteOrder], *, official: Official, at: datetime
    ) -> list[Result]:
        """What became of each order."""

        def change(
            known: KnownMeeting, item: AgendaItem, case: Case, order: VoteOrder
        ) -> AgendaItem:
            programme = self.rules.of(case)
            stage = waits_for(case, programme)
            assert stage is not None
            voted = record_vote(
                known.meeting,
                item,
                known.committee,
                stage,
                programme,
                votes=order.votes,
                opinion=order.opinion,
                reason=order.reason,
                by=official.account,
                at=at,
            )
            return item if _says_the_same(item, voted) else voted

        return await self._change_items(key, orders, change, official=official, at=at)

    async def adjournments(
        self,
        key: MeetingKey,
        orders: Sequence[AdjournmentOrder],
        *,
        official: Official,
        at: datetime,
    ) -> list[Result]:
        """What became of each order."""

        def change(
            known: KnownMeeting, item: AgendaItem, case: Case, order: AdjournmentOrder
        ) -> AgendaItem:
            return adjourn_case(item, why=order.why, by=official.account, at=at)

        return await self._change_items(key, orders, change, official=official, at=at)

    @property
    def _change_items(self) -> ChangeItems:
        return ChangeItems(self.meetings, self.cases, self.rules)


def _says_the_same(item: AgendaItem, voted: AgendaItem) -> bool:
    known, new = item.vote, voted.vote
    if known is None or new is None or item.adjourned is not None:
        return False
    return (known.votes, known.opinion, known.reason) == (new.votes, new.opinion, new.reason)
