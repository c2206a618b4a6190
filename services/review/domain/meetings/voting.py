"""The committee votes on a case, or puts it off to another meeting."""

from datetime import datetime

from services.review.domain.meetings.agenda import Adjournment, AgendaItem, Vote
from services.review.domain.meetings.meeting import Meeting, refuse_without_quorum
from services.review.domain.meetings.refusals import NoQuorumForCase, TooManyVotes
from services.review.domain.stages.decision.deciding import check_reason
from services.review.domain.stages.decision.kept import Votes
from shared.programmes import Programme
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee


def record_vote(
    meeting: Meeting,
    item: AgendaItem,
    committee: Committee,
    stage: Decision,
    programme: Programme,
    *,
    votes: Votes,
    opinion: str,
    reason: str | None,
    by: str,
    at: datetime,
) -> AgendaItem:
    """The item with this vote, which stands in place of whatever was recorded before.

    Only who is there and has not left for the case votes, and those who vote or abstain must be
    the quorum by themselves: a member who has left, or says nothing, has no part in the decision.
    Stage and programme are those of the case. Raises NoQuorum, TooManyVotes, NoQuorumForCase,
    ReasonRequired when the case does not pass without a reason, and UnknownReason.
    """
    refuse_without_quorum(meeting, committee)
    able = len(meeting.able_to_vote(item))
    if votes.taking_part > able:
        raise TooManyVotes(item.number, votes, present=len(meeting.present), able=able)
    needed = committee.present_needed
    if votes.taking_part < needed:
        raise NoQuorumForCase(
            item.number, committee, needed, votes, present=len(meeting.present), able=able
        )
    vote = Vote(votes=votes, opinion=opinion, reason=reason, by=by, at=at)
    ends = stage.verdicts
    verdict = ends.passed if vote.passes(committee) else ends.failed
    check_reason(stage, programme, verdict.id, reason)
    return item.model_copy(update={"vote": vote, "adjourned": None})


def adjourn_case(item: AgendaItem, *, why: str, by: str, at: datetime) -> AgendaItem:
    """The item that another meeting takes; what was voted on it does not count."""
    adjournment = Adjournment(why=why, by=by, at=at)
    return item.model_copy(update={"vote": None, "adjourned": adjournment})
