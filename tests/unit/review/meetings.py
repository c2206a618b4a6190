"""Meetings that tests start from: planned, attended, with cases on the agenda."""

from datetime import date, datetime, timedelta
from typing import Any

from services.review.domain.case import Case
from services.review.domain.case.opening import open_case
from services.review.domain.meetings.agenda import AgendaItem, Recusal
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.meeting import Meeting, Member, meeting_id
from services.review.domain.meetings.setting import put_on_agenda
from services.review.domain.meetings.voting import record_vote
from services.review.domain.stages.decision.kept import Votes
from services.review.domain.stages.formal_review.conclusion import accept
from shared.calendar import beijing_date
from shared.programmes import Programme
from shared.programmes.path import Decision
from tests.builders import NOON
from tests.programmes.committee import ID, ROUND, committee_programme, committee_stage
from tests.unit.review.builders import CALENDAR
from tests.unit.review.small_cases import a_small_submission

HELD_ON = date(2019, 10, 30)
HELD_AT = datetime.combine(HELD_ON, NOON.timetz())
PLANNED_AT = HELD_AT - timedelta(days=9)


def awaiting_vote(application: str = "p1", programme: Programme | None = None) -> Case:
    """A case that waits for the committee."""
    rules = programme or committee_programme()
    case = open_case(a_small_submission(application), rules, CALENDAR, NOON).case
    return accept(case, rules, CALENDAR, by="o", at=NOON).case


def planned(*cases: Case, programme: Programme | None = None) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting on these cases."""
    rules = programme or committee_programme()
    return meeting_on(*cases, programme=rules, stage=committee_stage(rules), at=HELD_AT)


def meeting_on(
    *cases: Case, programme: Programme, stage: Decision, at: datetime
) -> tuple[Meeting, list[AgendaItem]]:
    """A meeting on the day of this instant, on cases that wait in a stage."""
    meeting = Meeting(
        id=meeting_id(ID, ROUND, stage.id, 1),
        programme=ID,
        programme_version=programme.version,
        round=ROUND,
        stage=stage.id,
        number=1,
        held_on=beijing_date(at),
        venue="市民中心",
        planned_by="officer-1",
        planned_at=PLANNED_AT,
    )
    return put_on_agenda(meeting, cases)


def members(count: int, present: int | None = None) -> list[Member]:
    """So many members, the first of whom are there."""
    there = count if present is None else present
    return [Member(id=f"m{n:02d}", name=f"委员{n}", present=n < there) for n in range(count)]


def attended(
    meeting: Meeting, present: int, programme: Programme | None = None, *agenda: AgendaItem
) -> Meeting:
    """The meeting with so many members there."""
    committee = meeting.committee_in((programme or committee_programme()).way)
    everybody = members(committee.members, present)
    return take_attendance(meeting, committee, agenda, everybody, by="officer-1", at=HELD_AT)


def voted(
    meeting: Meeting,
    item: AgendaItem,
    votes: tuple[int, int, int],
    *,
    programme: Programme | None = None,
    **changes: Any,
) -> AgendaItem:
    """The item with these votes in favour, against and abstained."""
    rules = programme or committee_programme()
    in_favour, against, abstained = votes
    said: dict[str, Any] = {
        "opinion": "同意",
        "reason": "unfit",
        "by": "officer-1",
        "at": HELD_AT,
    } | changes
    return record_vote(
        meeting,
        item,
        meeting.committee_in(rules.way),
        committee_stage(rules),
        rules,
        votes=Votes(in_favour=in_favour, against=against, abstained=abstained),
        **said,
    )


def leaving(*ids: str) -> list[Recusal]:
    """These members leave."""
    return [Recusal(member=id_, reason="曾任该企业顾问") for id_ in ids]
