"""Who came to a meeting."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import Attendance, Meeting, Member, refuse_closed
from services.review.domain.meetings.refusals import (
    MemberTwice,
    TooFewForVotes,
    TooManyMembers,
)
from shared.programmes.path.kinds.decision import Committee


def take_attendance(
    meeting: Meeting,
    committee: Committee,
    agenda: Iterable[AgendaItem],
    members: Sequence[Member],
    *,
    by: str,
    at: datetime,
) -> Meeting:
    """The meeting with these members, who stand in place of those noted before.

    Raises MeetingClosed, MemberTwice, TooManyMembers for more than the committee has, and
    TooFewForVotes when more have voted on a case than would then be there for it.
    """
    refuse_closed(meeting)
    times = Counter(member.id for member in members)
    if twice := [id_ for id_, count in times.items() if count > 1]:
        raise MemberTwice(twice, "members")
    if len(members) > committee.members:
        raise TooManyMembers(committee.members, len(members))
    attendance = Attendance(members=tuple(members), by=by, at=at)
    attended = meeting.model_copy(update={"attendance": attendance})
    if too_few := [item.number for item in agenda if _has_too_many_votes(attended, item)]:
        raise TooFewForVotes(too_few)
    return attended


def _has_too_many_votes(meeting: Meeting, item: AgendaItem) -> bool:
    return item.vote is not None and item.vote.votes.taking_part > len(meeting.able_to_vote(item))
