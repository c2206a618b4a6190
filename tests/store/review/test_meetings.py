"""Meetings on a real MongoDB: one agenda a case, and one decision a case, whoever dies."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from services.review.domain.case.withdrawal import withdraw
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.meetings.agenda import Recusal
from services.review.domain.meetings.meeting import Meeting
from services.review.domain.official import Official
from services.review.domain.stages.decision.kept import Votes
from services.review.usecases.case.bulk import Result
from services.review.usecases.lists.freeze_list import WhichList
from services.review.usecases.meetings.close_meeting import CloseMeeting
from services.review.usecases.meetings.decide_meetings import DecideMeetings
from services.review.usecases.meetings.known_meeting import MeetingKey
from services.review.usecases.meetings.make_minutes import MakeMinutes
from services.review.usecases.meetings.plan_meeting import PlanMeeting, PlannedMeeting
from services.review.usecases.meetings.read_meetings import ReadMeetings
from services.review.usecases.meetings.record_meeting import (
    AdjournmentOrder,
    RecordMeeting,
    RecusalOrder,
    VoteOrder,
)
from services.review.usecases.meetings.set_agenda import SetAgenda
from services.review.usecases.rules import Rules
from shared.errors import NotFound, Rejected, StaleWrite
from shared.pdf.making import PdfMaker
from shared.programmes import Programmes
from tests.programmes.committee import ID, MEETING, OFFICE, ROUND, committee_programme
from tests.store.review.conftest import Stored
from tests.unit.pdf.reading import by_pypdf, compact
from tests.unit.review.builders import CALENDAR
from tests.unit.review.meetings import HELD_AT, HELD_ON, PLANNED_AT, awaiting_vote, members

CASES = tuple(f"p{n}" for n in range(6))
COMMITTEE = Official("officer-1", frozenset({"officer"}), OFFICE)
KEY = MeetingKey(ID, ROUND, MEETING)
RULES = Rules(Programmes([committee_programme()]), CALENDAR)


class Killed(BaseException):
    """The process is gone in the middle of something."""


class Office:
    """What the officials of the committee do, by the use cases."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        s = stored
        self.plan_meeting = PlanMeeting(s.meetings, s.queues, RULES)
        self.agenda = SetAgenda(s.meetings, s.cases, s.queues, RULES)
        self.record = RecordMeeting(s.meetings, s.cases, RULES)
        self.read = ReadMeetings(s.meetings, s.cases, RULES)
        self.decide = DecideMeetings(s.meetings, s.cases, RULES)

    async def plan(self, number: int = 1, *, waiting: bool = True, **changes: Any) -> Meeting:
        values: dict[str, Any] = {"held_on": HELD_ON, "venue": "市民中心"} | changes
        planned = PlannedMeeting(
            programme=ID, round=ROUND, stage=None, number=number, with_waiting=waiting, **values
        )
        meeting, _ = await self.plan_meeting(planned, official=COMMITTEE, at=PLANNED_AT)
        return meeting

    async def attend(self, present: int = 18) -> None:
        everybody = members(21, present)
        await self.record.attendance(KEY, everybody, official=COMMITTEE, at=HELD_AT)

    async def vote(self, *cases: str, in_favour: int = 18, against: int = 0) -> list[str | None]:
        votes = Votes(in_favour=in_favour, against=against, abstained=0)
        orders = [VoteOrder(case, votes, "同意", "unfit") for case in cases]
        return codes(await self.record.votes(KEY, orders, official=COMMITTEE, at=HELD_AT))

    async def close(self) -> Meeting:
        """Closes it without waiting for the worker, which no one runs here."""

        def worker() -> None:
            raise Killed

        close = CloseMeeting(
            self.stored.meetings, self.stored.cases, self.stored.lists, RULES, worker
        )
        try:
            return await close(KEY, official=COMMITTEE, at=HELD_AT)
        except Killed:
            return await self.meeting()

    async def meeting(self) -> Meeting:
        return (await self.read.one(KEY, official=COMMITTEE)).meeting

    async def held_events(self) -> list[Any]:
        document = await self.stored.database["meetings"].find_one({"_id": MEETING})
        assert document is not None
        return [event for event in document["events"] if "meeting.held" in event["type"]]


def codes(results: Sequence[Result]) -> list[str | None]:
    return [one.problem.code if one.problem else None for one in results]


@pytest.fixture
async def office(stored: Stored) -> Office:
    """Six cases wait for the committee."""
    await stored.keep(*(awaiting_vote(case) for case in CASES))
    return Office(stored)


async def voted_on(office: Office) -> None:
    """A meeting in which four passed, one failed, and one was put off."""
    await office.plan()
    await office.attend()
    assert await office.vote(*CASES[:4]) == [None] * 4
    assert await office.vote(CASES[4], in_favour=9, against=9) == [None]
    put_off = [AdjournmentOrder(CASES[5], "待核实")]
    results = await office.record.adjournments(KEY, put_off, official=COMMITTEE, at=HELD_AT)
    assert codes(results) == [None]


async def check_decided_once(office: Office) -> None:
    meeting = await office.meeting()
    assert (meeting.state, meeting.passed, meeting.failed, meeting.put_off) == ("held", 4, 1, 1)
    stages = Counter([(await office.stored.case(case)).stage for case in CASES])
    assert stages == {"release": 4, "vote_failed": 1, "vote": 1}
    concluded = await office.stored.events("stage-concluded")
    assert concluded == {(case, "stage-concluded"): 1 for case in CASES[:5]}
    assert len(await office.held_events()) == 1


async def test_a_closed_meeting_decides_each_of_its_cases_once(office: Office) -> None:
    await voted_on(office)
    assert (await office.close()).state == "deciding"
    assert await office.held_events() == []
    assert await office.decide(HELD_AT) == 1
    await check_decided_once(office)
    assert await office.decide(HELD_AT) == 0
    assert (await office.close()).state == "held"
    await check_decided_once(office)
    # What was put off is free for another meeting.
    assert (await office.plan(2)).cases == 1


@pytest.mark.parametrize("writes", range(8))
async def test_whoever_is_killed_after_any_write_leaves_the_rest_to_the_next_one(
    office: Office, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await voted_on(office)
    await office.close()
    monkeypatch.setattr("services.review.usecases.meetings.decide_meetings.AT_ONCE", 2)
    left = writes

    def dying(write: Any) -> Any:
        async def once(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            if left == 0:
                raise Killed
            left -= 1
            return await write(*args, **kwargs)

        return once

    with monkeypatch.context() as dies:
        dies.setattr(office.stored.cases, "save_many", dying(office.stored.cases.save_many))
        dies.setattr(office.stored.meetings, "settle", dying(office.stored.meetings.settle))
        dies.setattr(office.stored.meetings, "save", dying(office.stored.meetings.save))
        try:
            await office.decide(HELD_AT)
        except Killed:
            assert left == 0
    await office.decide(HELD_AT)
    await check_decided_once(office)


async def test_two_workers_decide_once(office: Office) -> None:
    await voted_on(office)
    await office.close()
    await asyncio.gather(*(office.decide(HELD_AT) for _ in range(3)))
    await office.decide(HELD_AT)
    await check_decided_once(office)


async def test_closing_it_at_once_twice_closes_it_once(office: Office) -> None:
    await voted_on(office)
    closed = await asyncio.gather(*(office.close() for _ in range(3)))
    assert {meeting.closed_at for meeting in closed} == {HELD_AT}
    await office.decide(HELD_AT)
    await check_decided_once(office)


async def test_a_case_that_goes_after_the_closing_is_not_decided(office: Office) -> None:
    await voted_on(office)
    await office.close()
    held = await office.stored.cases.get(CASES[0])
    assert held is not None
    gone = withdraw(held.record, committee_programme(), reason="r", at=HELD_AT, announced=False)
    await office.stored.cases.save(held, gone, HELD_AT)
    await office.decide(HELD_AT)
    assert (await office.meeting()).state == "held"
    assert (await office.stored.case(CASES[0])).decision is None


async def test_planning_it_again_changes_nothing_and_another_day_is_refused(
    office: Office,
) -> None:
    both = await asyncio.gather(office.plan(), office.plan())
    assert both[0] == both[1]
    assert both[0].cases == len(CASES)
    with pytest.raises(Rejected) as refused:
        await office.plan(held_on=HELD_ON + timedelta(days=1))
    assert refused.value.code == "meeting-differs"


async def test_no_case_is_on_two_agendas_not_even_when_two_are_planned_at_once(
    office: Office,
) -> None:
    made = await asyncio.gather(
        *(office.plan(number) for number in range(1, 4)), return_exceptions=True
    )
    assert all(isinstance(one, Meeting | StaleWrite) for one in made)
    assert sum(one.cases for one in made if isinstance(one, Meeting)) == len(CASES)
    other = await office.plan(9)
    key = MeetingKey(ID, ROUND, other.id)
    results = await office.agenda(key, add=CASES, take_off=(), official=COMMITTEE, at=PLANNED_AT)
    assert set(codes(results)) == {"on-another-agenda"}


async def test_an_agenda_is_put_together_case_by_case(office: Office) -> None:
    await office.plan(waiting=False)
    await office.stored.keep(awaiting_vote("gone"))
    held = await office.stored.cases.get("gone")
    assert held is not None
    gone = withdraw(held.record, committee_programme(), reason="r", at=HELD_AT, announced=False)
    await office.stored.cases.save(held, gone, HELD_AT)
    add = ["p0", "p1", "gone", "nobody"]
    results = await office.agenda(KEY, add=add, take_off=["p0x"], official=COMMITTEE, at=HELD_AT)
    assert codes(results) == [None, None, "case-closed", "not-found", None]
    results = await office.agenda(KEY, add=["p1"], take_off=["p0"], official=COMMITTEE, at=HELD_AT)
    assert codes(results) == [None, None]
    page = await office.read.agenda(KEY, after=0, limit=10, official=COMMITTEE)
    assert [(item.application, item.no) for item in page.items] == [("p1", 2)]
    meeting = await office.agenda.all_waiting(KEY, official=COMMITTEE, at=HELD_AT)
    assert (meeting.cases, meeting.last_no) == (6, 7)


async def test_votes_and_recusals_recorded_at_once_are_all_kept(office: Office) -> None:
    await office.plan()
    await office.attend()

    async def leave(case: str) -> list[str | None]:
        orders = [RecusalOrder(case, [Recusal(member="m00", reason="顾问")])]
        return codes(await office.record.recusals(KEY, orders, official=COMMITTEE, at=HELD_AT))

    async def patiently(work: Any, *args: Any, **kwargs: Any) -> list[str | None]:
        while True:
            try:
                return list(await work(*args, **kwargs))
            except StaleWrite:
                continue

    done = await asyncio.gather(
        *(patiently(leave, case) for case in CASES),
        *(patiently(office.vote, case, in_favour=17) for case in CASES),
    )
    assert all(one == [None] for one in done)
    items = (await office.read.agenda(KEY, after=0, limit=10, official=COMMITTEE)).items
    assert all(len(item.recusals) == 1 and item.vote is not None for item in items)
    assert await office.vote(CASES[0], in_favour=18) == ["too-many-votes"]


async def test_no_list_is_frozen_while_a_meeting_still_has_to_decide(office: Office) -> None:
    await voted_on(office)
    assert await office.vote(CASES[5]) == [None]
    await office.close()

    async def freeze() -> NumberedList:
        which = WhichList(ID, ROUND)
        return await office.stored.freeze(which, known=RULES, official=COMMITTEE, at=HELD_AT)

    with pytest.raises(Rejected) as refused:
        await freeze()
    assert refused.value.code == "undecided-left"
    await office.decide(HELD_AT)
    assert (await freeze()).entries == 5


async def test_a_meeting_is_for_the_office_of_its_committee(office: Office) -> None:
    await office.plan()
    for roles, other, code in (
        ({"officer"}, "another-office", NotFound),
        ({"association"}, None, Rejected),
    ):
        official = Official("x", frozenset(roles), other)
        with pytest.raises(code) as refused:
            await office.read.one(KEY, official=official)
        assert refused.value.code == ("not-found" if code is NotFound else "forbidden")


async def test_an_adjourned_meeting_lets_its_cases_go_to_another_one(office: Office) -> None:
    await office.plan()
    await office.attend(13)
    close = CloseMeeting(
        office.stored.meetings, office.stored.cases, office.stored.lists, RULES, lambda: None
    )
    for _ in range(2):
        found = await close.adjourn(KEY, why="人数不足", official=COMMITTEE, at=HELD_AT)
        assert found.state == "adjourned"
    assert (await office.plan(2, held_on=date(2019, 11, 6))).cases == len(CASES)
    assert await office.stored.events("stage-concluded") == {}


async def test_minutes_come_once_it_is_over(office: Office) -> None:
    await voted_on(office)
    make = MakeMinutes(office.stored.meetings, RULES, PdfMaker())
    with pytest.raises(Rejected) as refused:
        await make(KEY, 1, ("zh",), official=COMMITTEE)
    assert refused.value.code == "meeting-not-over"
    await office.close()
    await office.decide(HELD_AT)
    first, again = [await make(KEY, 1, ("zh",), official=COMMITTEE) for _ in range(2)]
    assert first == again
    text = compact(by_pypdf(first.pdf))
    assert "会议审议6项：通过4项，未通过1项，缓议1项" in text
    assert "委员0" in text
    with pytest.raises(NotFound):
        await make(KEY, 2, ("zh",), official=COMMITTEE)
