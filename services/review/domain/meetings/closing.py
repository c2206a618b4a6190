"""A meeting is closed: what was voted is final, and its cases are decided by it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.meeting import (
    Meeting,
    MeetingStep,
    refuse_closed,
    refuse_without_quorum,
)
from services.review.domain.meetings.refusals import NotHeldYet, NothingOnAgenda, VotesMissing
from services.review.domain.stages.decision.deciding import decided, waits_for
from services.review.domain.stages.decision.kept import Decision
from shared.calendar import Calendar, beijing_date
from shared.contracts.lists import MeetingHeld
from shared.programmes import Path, Programme
from shared.programmes.path.kinds.decision import Committee


def close(
    meeting: Meeting,
    committee: Committee,
    agenda: Sequence[AgendaItem],
    waiting: Collection[str],
    *,
    by: str,
    at: datetime,
) -> Meeting:
    """The meeting of which nothing changes any more; `waiting` are the applications still there.

    Raises MeetingClosed, NotHeldYet, NothingOnAgenda, NoQuorum, and VotesMissing while a case was
    neither voted on nor put off.
    """
    refuse_closed(meeting)
    if beijing_date(at) < meeting.held_on:
        raise NotHeldYet(meeting.id, meeting.held_on)
    if not agenda:
        raise NothingOnAgenda(meeting.id)
    refuse_without_quorum(meeting, committee)
    there = [item for item in agenda if item.application in waiting]
    if missing := [item.number for item in there if not item.is_dealt_with]:
        raise VotesMissing(meeting.id, missing)
    passes = [item.vote.passes(committee) for item in there if item.vote is not None]
    return closing(meeting, by=by, at=at).model_copy(
        update={
            "state": "deciding",
            "passed": passes.count(True),
            "failed": passes.count(False),
            "put_off": len(there) - len(passes),
            "withdrawn": tuple(i.application for i in agenda if i.application not in waiting),
        }
    )


def closing(meeting: Meeting, *, by: str, at: datetime) -> Meeting:
    """The meeting with who closes it and when, which is what its decisions say."""
    return meeting.model_copy(update={"closed_by": by, "closed_at": at})


def is_waiting(case: Case, programme: Programme, meeting: Meeting) -> bool:
    """Whether the case still waits in the stage whose cases the meeting votes on."""
    stage = waits_for(case, programme)
    return stage is not None and stage.id == meeting.stage


def decide_by_vote(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    meeting: Meeting,
    item: AgendaItem,
    committee: Committee,
) -> Step | None:
    """The case as a closed meeting has decided it; None where there is nothing (more) to decide."""
    stage = waits_for(case, programme)
    if stage is None or stage.id != meeting.stage or item.vote is None:
        return None
    closed_by, closed_at = meeting.closed_by, meeting.closed_at
    assert closed_by is not None
    assert closed_at is not None
    vote, ends = item.vote, stage.verdicts
    made = Decision(
        stage=stage.id,
        verdict=(ends.passed if vote.passes(committee) else ends.failed).id,
        opinion=vote.opinion,
        reason=vote.reason,
        by=closed_by,
        rule_version=programme.key,
        at=closed_at,
        meeting=meeting.id,
        votes=vote.votes,
    )
    return decided(case, stage, programme, calendar, made)


def held(meeting: Meeting, way: Path) -> MeetingStep:
    """The meeting once all of its cases are decided, and the event that tells of it.

    The event counts no sealed decision, since that would tell of it before the announcement.
    """
    is_sealed = meeting.stage_in(way).sealed
    closed_by, closed_at = meeting.closed_by, meeting.closed_at
    assert closed_by is not None
    assert closed_at is not None
    event = MeetingHeld(
        meeting=meeting.id,
        programme=meeting.programme,
        programme_version=meeting.programme_version,
        round=meeting.round,
        stage=meeting.stage,
        held_on=meeting.held_on,
        members=meeting.committee_in(way).members,
        present=len(meeting.present),
        passed=None if is_sealed else meeting.passed,
        failed=None if is_sealed else meeting.failed,
        by=closed_by,
        at=closed_at,
    )
    return MeetingStep(meeting.model_copy(update={"state": "held"}), (event,))
