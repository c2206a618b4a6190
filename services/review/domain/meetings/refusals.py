"""What a meeting refuses, and what to do about it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from services.review.domain.stages.decision.kept import Votes
from shared.errors import FieldError, Rejected
from shared.programmes import Programme
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Committee

NAMED_AT_MOST = 20
_UNCHANGED = "Nothing was changed."


class NoCommittee(Rejected):
    """No committee votes in this programme."""

    def __init__(self, programme: Programme) -> None:
        super().__init__(
            f"In {programme.key} no committee votes: its path has no such stage.",
            code="no-committee",
        )


class CommitteeRequired(Rejected):
    """Several committees vote, so that the stage whose committee meets must be named."""

    def __init__(self, programme: Programme, stages: Iterable[Decision]) -> None:
        ids = ", ".join(stage.id for stage in stages)
        super().__init__(
            f"In {programme.key} committees vote in several stages: {ids}. Name the one whose "
            "committee meets.",
            (FieldError("stage", f"is missing; must be one of: {ids}"),),
            code="stage-required",
        )


class UnknownCommittee(Rejected):
    """In this stage no committee votes."""

    def __init__(self, programme: Programme, stage: str, stages: Iterable[Decision]) -> None:
        ids = ", ".join(one.id for one in stages)
        super().__init__(
            f"In the stage {stage} of {programme.key} no committee votes.",
            (FieldError("stage", f"must be one of: {ids}"),),
            code="unknown-stage",
        )


class MeetingDiffers(Rejected):
    """A meeting of this number was planned before, for another day or place."""

    def __init__(self, meeting: str, held_on: date, venue: str) -> None:
        super().__init__(
            f"The meeting {meeting} is planned already: on {held_on}, {venue}. Use another number, "
            "or move that one.",
            (FieldError("number", "must be one that no other meeting of this stage has"),),
            code="meeting-differs",
        )


class MeetingClosed(Rejected):
    """The meeting is closed or adjourned, and can't be changed any more."""

    def __init__(self, meeting: str, state: str) -> None:
        how = "was adjourned" if state == "adjourned" else "is closed"
        super().__init__(
            f"The meeting {meeting} {how} and can't be changed any more. {_UNCHANGED}",
            code="meeting-closed",
        )


class MeetingNotOver(Rejected):
    """There are no minutes of a meeting that can still be changed."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            f"The meeting {meeting} is neither closed nor adjourned, so that there are no minutes "
            "of it yet.",
            code="meeting-not-over",
        )


class NotHeldYet(Rejected):
    """The day of the meeting has not come."""

    def __init__(self, meeting: str, held_on: date) -> None:
        super().__init__(
            f"The meeting {meeting} is planned for {held_on}, so it can't be closed before that "
            "day. Was it held earlier? Put the date right first.",
            code="not-held-yet",
        )


class NothingOnAgenda(Rejected):
    """A meeting that has nothing to decide can't be closed."""

    def __init__(self, meeting: str) -> None:
        super().__init__(
            f"There is no case on the agenda of {meeting}. Put some on it, or adjourn the meeting.",
            code="nothing-on-agenda",
        )


class NoQuorum(Rejected):
    """Fewer members are there than the committee needs to decide anything."""

    def __init__(self, meeting: str, committee: Committee, needed: int, present: int) -> None:
        super().__init__(
            f"The meeting {meeting} has no quorum: {present} of the {committee.members} members "
            f"are there, and {needed} must be ({committee.quorum} of {committee.members}). Put the "
            f"attendance right, or adjourn the meeting. {_UNCHANGED}",
            code="no-quorum",
        )


class NoQuorumForCase(Rejected):
    """Fewer members take part in the decision on a case than the quorum is."""

    def __init__(
        self,
        number: str,
        committee: Committee,
        needed: int,
        votes: Votes,
        *,
        present: int,
        able: int,
    ) -> None:
        super().__init__(
            f"There is no quorum for application {number}: {votes.taking_part} vote or abstain, "
            f"and {needed} must ({committee.quorum} of the {committee.members} members). {present} "
            f"are there; {present - able} of them have left for this case, so that they do not "
            f"count. Record all votes, or put the case off to another meeting. {_UNCHANGED}",
            code="no-quorum",
        )


class TooManyVotes(Rejected):
    """More have voted on a case than may."""

    def __init__(self, number: str, votes: Votes, *, present: int, able: int) -> None:
        super().__init__(
            f"{votes.taking_part} votes and abstentions are too many for application {number}: "
            f"{present} members are there and {present - able} of them have left for this case, so "
            f"that {able} may vote. {_UNCHANGED}",
            code="too-many-votes",
        )


class TooFewForVotes(Rejected):
    """More have voted on these cases than would then be there for them."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(
            f"More members have voted on {_named(numbers)} than would then be there. Record the "
            f"votes on it anew first, or put it off to another meeting. {_UNCHANGED}",
            code="too-many-votes",
        )


class TooManyMembers(Rejected):
    """The committee has fewer members than are named."""

    def __init__(self, members: int, named: int) -> None:
        super().__init__(
            f"The committee has {members} members; {named} are named. {_UNCHANGED}",
            (FieldError("members", f"may have {members} entries at most"),),
            code="invalid-request",
        )


class MemberTwice(Rejected):
    """A member is named more than once."""

    def __init__(self, ids: Iterable[str], field: str) -> None:
        super().__init__(
            f"A member is named more than once. {_UNCHANGED}",
            (FieldError(field, f"must name each once; more than once: {', '.join(ids)}"),),
            code="invalid-request",
        )


class NotPresent(Rejected):
    """Who is not there can't leave for a case."""

    def __init__(self, ids: Iterable[str], present: Collection[str]) -> None:
        there = ", ".join(sorted(present)) or "nobody yet: record the attendance first"
        super().__init__(
            f"Only members that are there leave for a case; not there: {', '.join(ids)}. "
            f"{_UNCHANGED}",
            (FieldError("recusals", f"must be of members that are there: {there}"),),
            code="not-present",
        )


class NotOnAgenda(Rejected):
    """The case is not on the agenda of the meeting."""

    def __init__(self, application: str, meeting: str) -> None:
        super().__init__(
            f"The application {application} is not on the agenda of {meeting}. Put it there first.",
            code="not-on-agenda",
        )


class OnAnotherAgenda(Rejected):
    """The case is on the agenda of another meeting, which is not over."""

    def __init__(self, number: str, meeting: str) -> None:
        super().__init__(
            f"Application {number} is on the agenda of {meeting}. Take it off there first, or let "
            "that meeting put it off.",
            code="on-another-agenda",
        )


class VotesMissing(Rejected):
    """Cases of the agenda have neither been voted on nor put off."""

    def __init__(self, meeting: str, numbers: Sequence[str]) -> None:
        super().__init__(
            f"The meeting {meeting} can't be closed: {len(numbers)} case(s) of its agenda have no "
            f"votes: {_named(numbers)}. Record them, put the cases off to another meeting, or take "
            "them off the agenda.",
            code="votes-missing",
        )


class TooLateForList(Rejected):
    """Cases of the agenda would come to a list that is frozen already."""

    def __init__(self, lists: Collection[str], numbers: Sequence[str]) -> None:
        super().__init__(
            f"The meeting can't be closed: {', '.join(sorted(lists))} is frozen already, so that "
            f"these cases would come too late for it: {_named(numbers)}. Take them off the agenda.",
            code="list-frozen",
        )


def _named(numbers: Sequence[str]) -> str:
    more = len(numbers) - NAMED_AT_MOST
    named = ", ".join(numbers[:NAMED_AT_MOST])
    return f"{named} and {more} more" if more > 0 else named
