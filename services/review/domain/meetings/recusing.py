"""Members leave for a case in which they have an interest."""

from collections import Counter
from collections.abc import Sequence

from services.review.domain.meetings.agenda import AgendaItem, Recusal
from services.review.domain.meetings.meeting import Meeting
from services.review.domain.meetings.refusals import MemberTwice, NotPresent, TooFewForVotes


def recuse(meeting: Meeting, item: AgendaItem, recusals: Sequence[Recusal]) -> AgendaItem:
    """The item with these recusals, which stand in place of those noted before.

    Raises MemberTwice, NotPresent for who is not there to leave, and TooFewForVotes when more have
    voted on the case than would then be left.
    """
    times = Counter(recusal.member for recusal in recusals)
    if twice := [member for member, count in times.items() if count > 1]:
        raise MemberTwice(twice, "recusals")
    if strange := [member for member in times if member not in meeting.present]:
        raise NotPresent(strange, meeting.present)
    recused = item.model_copy(update={"recusals": tuple(recusals)})
    able = len(meeting.able_to_vote(recused))
    if item.vote is not None and item.vote.votes.taking_part > able:
        raise TooFewForVotes([item.number])
    return recused
