"""What becomes of a call: submitted, not submitted by the clock, or merged by an officer.

Every move of a member is checked against the table of its kind of stage.
"""

from datetime import datetime, timedelta
from typing import Any

from services.review.domain.case.passing import to_milliseconds
from services.review.domain.cohorts.cohort import Member, MemberStep, Merger
from services.review.domain.cohorts.opening import due_explanation
from services.review.domain.cohorts.refusals import MergedIntoItself, NotAwaited
from services.review.domain.stages.formal_review.kept import STATUTE
from shared.contracts.cohorts import MemberMerged, MemberNotSubmitted, MemberSubmitted
from shared.identity import kind_for_events
from shared.programmes import Milestone, Programme
from shared.programmes.path.kinds.cohort import Calling

HEARD_WITHIN = timedelta(minutes=1)
"""After the term: so long the clock waits for what had arrived in time and is on its way."""


class IllegalMove(RuntimeError):
    """A rule would move a member as its table does not allow: a fault of ours."""

    def __init__(self, member: Member, to: Calling) -> None:
        super().__init__(f"{member.number} in {member.cohort}: from {member.state} to {to}")


def submit(member: Member, programme: Programme, *, at: datetime) -> MemberStep:
    """The member whose application was received at `at`; once more changes nothing.

    What arrived in time counts, whatever end was noted before it was heard of.
    """
    if member.state is Calling.SUBMITTED:
        return MemberStep(member)
    after: Any = None if member.state is Calling.CALLED else member.state.value
    ends = dict(member.stage_in(programme.way).ends)
    moved = _moved(member, programme, Calling.SUBMITTED, takes=ends.get(member.state))
    event = MemberSubmitted(**_of(moved, programme), after=after, at=at, standing=moved.standing)
    return MemberStep(moved, (event,))


def end_unsubmitted(member: Member, programme: Programme) -> MemberStep:
    """The member from which nothing has come, as of the end of its term."""
    stage = member.stage_in(programme.way)
    given = stage.milestones.not_submitted
    moved = _moved(member, programme, Calling.NOT_SUBMITTED, gives=given, at=member.due_at)
    event = MemberNotSubmitted(
        **_of(moved, programme),
        due_at=member.due_at,
        explanation=due_explanation(member.due_at, stage),
        by=STATUTE,
        at=member.due_at,
        standing=moved.standing,
    )
    return MemberStep(moved, (event,))


def merge(member: Member, programme: Programme, merger: Merger) -> MemberStep:
    """The member that was merged into another enterprise; the same once more changes nothing.

    Raises NotAwaited when it has submitted or was merged into another one, and MergedIntoItself.
    """
    if member.merger is not None and member.state is Calling.MERGED:
        if (member.merger.into, member.merger.name) == (merger.into, merger.name):
            return MemberStep(member)
        raise NotAwaited(member)
    if member.state is Calling.SUBMITTED:
        raise NotAwaited(member)
    if merger.into == member.subject:
        raise MergedIntoItself(member.subject)
    stage = member.stage_in(programme.way)
    ends = dict(stage.ends)
    moved = _moved(
        member,
        programme,
        Calling.MERGED,
        gives=stage.milestones.merged,
        takes=ends.get(member.state),
        at=merger.at,
    ).model_copy(update={"merger": merger})
    event = MemberMerged(
        **_of(moved, programme),
        into=merger.into,
        into_kind=kind_for_events(merger.into),
        into_name=merger.name,
        reason=merger.reason,
        by=merger.by,
        at=merger.at,
        standing=moved.standing,
    )
    return MemberStep(moved, (event,))


def _moved(
    member: Member,
    programme: Programme,
    to: Calling,
    *,
    gives: Milestone | None = None,
    takes: Milestone | None = None,
    at: datetime | None = None,
) -> Member:
    if to not in member.stage_in(programme.way).table[member.state]:
        raise IllegalMove(member, to)
    reached = {k: v for k, v in member.milestones.items() if takes is None or k != takes.id}
    if gives is not None and at is not None:
        reached[gives.id] = to_milliseconds(at)
    return member.model_copy(update={"state": to, "milestones": reached})


def _of(member: Member, programme: Programme) -> dict[str, Any]:
    return {
        "application": member.id,
        "cohort": member.cohort,
        "recognition": member.recognition,
        "number": member.number,
        "addressee": member.addressee(programme),
    }
