"""Meetings and their agendas as those see them who hold them; nothing of it is public."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel

from services.review.domain.meetings.agenda import Adjournment, AgendaItem
from services.review.domain.meetings.meeting import Meeting, Member
from services.review.usecases.meetings.known_meeting import KnownMeeting
from services.review.usecases.meetings.read_meetings import AgendaPage
from shared.programmes import Programme
from shared.values import Bilingual, Day


class MeetingLine(BaseModel):
    """A meeting; `deciding` means that its cases are decided by themselves, then it is `held`."""

    meeting: str
    number: int
    stage: str
    stage_name: Bilingual
    state: Literal["planned", "deciding", "held", "adjourned"]
    held_on: Day
    venue: str
    cases: int
    present: int
    passed: int
    failed: int
    put_off: int

    @classmethod
    def of(cls, meeting: Meeting, programme: Programme) -> Self:
        """The line of a meeting."""
        return cls.model_validate(_shared(meeting, programme))


class RoundMeetings(BaseModel):
    """The meetings of a round, the first held first."""

    meetings: list[MeetingLine]

    @classmethod
    def of(cls, found: Iterable[tuple[Meeting, Programme]]) -> Self:
        """The meetings of a round."""
        return cls(meetings=[MeetingLine.of(meeting, programme) for meeting, programme in found])


class QuorumOut(BaseModel):
    """How many members must take part, and what part of the votes must be exceeded."""

    members: int
    quorum: str
    needed: int
    reached: bool
    majority: str


class MeetingOut(MeetingLine):
    """A whole meeting with who came; its agenda is read page by page."""

    programme: str
    programme_version: str
    round: str
    members: tuple[Member, ...]
    quorum: QuorumOut
    planned_by: str
    planned_at: datetime
    adjourned: Adjournment | None
    closed_by: str | None
    closed_at: datetime | None

    @classmethod
    def of_whole(cls, known: KnownMeeting) -> Self:
        """The whole meeting."""
        return cls.about(known.meeting, known.programme)

    @classmethod
    def about(cls, meeting: Meeting, programme: Programme) -> Self:
        """The whole meeting, by the version that it goes by."""
        committee = meeting.committee_in(programme.way)
        needed = committee.present_needed
        quorum = QuorumOut(
            members=committee.members,
            quorum=committee.quorum,
            needed=needed,
            reached=len(meeting.present) >= needed,
            majority=committee.majority,
        )
        return cls.model_validate(
            {
                **dict(meeting),
                **_shared(meeting, programme),
                "members": meeting.members,
                "quorum": quorum,
            }
        )


class RecusalOut(BaseModel):
    """A member who left for a case, and why."""

    member: str
    name: str
    reason: str


class VoteOut(BaseModel):
    """How the committee voted; a case passes that has as many votes as are needed."""

    in_favour: int
    against: int
    abstained: int
    needed: int
    passes: bool
    opinion: str
    reason: str | None
    by: str
    at: datetime


class AgendaLine(BaseModel):
    """A case on the agenda; `able_to_vote` are there and have not left for it."""

    no: int
    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    stage: str | None
    able_to_vote: int
    recusals: list[RecusalOut]
    vote: VoteOut | None
    adjourned: Adjournment | None


class AgendaOut(BaseModel):
    """Cases of the agenda in their order, and the cursor of the next page."""

    items: list[AgendaLine]
    next: int | None

    @classmethod
    def of(cls, page: AgendaPage) -> Self:
        """The page of an agenda."""
        return cls(items=[_line(item, page) for item in page.items], next=page.next)


def _shared(meeting: Meeting, programme: Programme) -> dict[str, object]:
    stage = meeting.stage_in(programme.way)
    return {
        **{
            name: getattr(meeting, name) for name in MeetingLine.model_fields.keys() & dict(meeting)
        },
        "meeting": meeting.id,
        "stage_name": Bilingual(zh=stage.name.zh, en=stage.name.en),
        "present": len(meeting.present),
    }


def _line(item: AgendaItem, page: AgendaPage) -> AgendaLine:
    meeting, case = page.known.meeting, page.cases.get(item.application)
    names = {member.id: member.name for member in meeting.members}
    return AgendaLine(
        no=item.no,
        application=item.application,
        number=item.number,
        enterprise=item.enterprise,
        product=item.product,
        stage=None if case is None else case.stage,
        able_to_vote=len(meeting.able_to_vote(item)),
        recusals=[
            RecusalOut(member=one.member, name=names.get(one.member, ""), reason=one.reason)
            for one in item.recusals
        ],
        vote=_vote(item, page),
        adjourned=item.adjourned,
    )


def _vote(item: AgendaItem, page: AgendaPage) -> VoteOut | None:
    vote, committee = item.vote, page.known.committee
    if vote is None:
        return None
    return VoteOut(
        **vote.votes.model_dump(),
        needed=committee.votes_needed(vote.votes.cast),
        passes=vote.passes(committee),
        opinion=vote.opinion,
        reason=vote.reason,
        by=vote.by,
        at=vote.at,
    )
