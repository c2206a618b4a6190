"""A committee meets: quorum and majority to the vote, recusals, and what closing refuses."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.review.domain.case.withdrawal import withdraw
from services.review.domain.meetings.agenda import AgendaItem
from services.review.domain.meetings.attending import take_attendance
from services.review.domain.meetings.closing import close, decide_by_vote, held, is_waiting
from services.review.domain.meetings.meeting import Meeting, Member, adjourn, meeting_id, move_to
from services.review.domain.meetings.recusing import recuse
from services.review.domain.meetings.setting import put_on_agenda, take_off_agenda
from services.review.domain.meetings.voting import adjourn_case
from services.review.domain.stages.decision.deciding import decide
from shared.contracts.lists import MeetingHeld
from shared.contracts.reviews import StageConcluded
from shared.errors import Rejected
from shared.programmes.path.kinds.decision import Committee
from tests.programmes.committee import committee_programme
from tests.unit.review.builders import CALENDAR
from tests.unit.review.meetings import (
    HELD_AT,
    HELD_ON,
    PLANNED_AT,
    attended,
    awaiting_vote,
    leaving,
    members,
    planned,
    voted,
)

PARTS = st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", st.integers(1, 99), st.integers(1, 99))
COMMITTEES = st.builds(
    Committee,
    members=st.integers(1, 500),
    quorum=PARTS,
    majority=PARTS.filter(lambda p: p != "1/1"),
)
WAY = committee_programme().way


@given(COMMITTEES)
def test_the_quorum_is_the_least_number_that_is_the_part_of_all_members(
    committee: Committee,
) -> None:
    needed, part = committee.present_needed, Fraction(committee.quorum)
    assert 1 <= needed <= committee.members
    assert Fraction(needed, committee.members) >= part > Fraction(needed - 1, committee.members)


@given(COMMITTEES, st.integers(0, 500))
def test_a_majority_is_the_least_number_that_exceeds_the_part_of_the_votes_cast(
    committee: Committee, cast: int
) -> None:
    assume(Fraction(committee.majority) < 1)
    needed, part = committee.votes_needed(cast), Fraction(committee.majority) * cast
    assert needed > part >= needed - 1


@pytest.mark.parametrize(
    ("members", "part", "needed"),
    [(21, "2/3", 14), (20, "2/3", 14), (19, "2/3", 13), (21, "1/2", 11), (5, "1/1", 5)],
)
def test_a_quorum_by_number(members: int, part: str, needed: int) -> None:
    assert Committee(members=members, quorum=part).present_needed == needed


@pytest.mark.parametrize(
    ("cast", "part", "needed"),
    [(18, "1/2", 10), (17, "1/2", 9), (18, "2/3", 13), (1, "1/2", 1), (0, "1/2", 1)],
)
def test_a_majority_by_number(cast: int, part: str, needed: int) -> None:
    assert Committee(members=21, majority=part).votes_needed(cast) == needed


def refusal(of: Callable[[], object]) -> Rejected:
    with pytest.raises(Rejected) as refused:
        of()
    return refused.value


@pytest.mark.parametrize(
    ("votes", "passes"),
    [((10, 8, 0), True), ((9, 9, 0), False), ((9, 8, 1), True), ((5, 4, 9), True),
     ((0, 0, 18), False)],
)  # fmt: skip
def test_of_eighteen_votes_ten_pass_and_abstentions_are_no_votes(
    votes: tuple[int, int, int], passes: bool
) -> None:
    meeting, (item,) = planned(awaiting_vote())
    found = voted(attended(meeting, 18), item, votes)
    assert found.vote is not None
    assert found.vote.passes(meeting.committee_in(WAY)) is passes


def test_nothing_is_voted_on_without_a_quorum() -> None:
    meeting, (item,) = planned(awaiting_vote())
    refused = refusal(lambda: voted(attended(meeting, 13), item, (13, 0, 0)))
    assert refused.code == "no-quorum"
    assert "13 of the 21 members are there, and 14 must be (2/3 of 21)" in refused.detail
    assert refusal(lambda: voted(meeting, item, (14, 0, 0))).code == "no-quorum"


def test_the_quorum_holds_for_each_case_without_those_who_have_left_for_it() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 15)
    one_left = recuse(meeting, item, leaving("m00"))
    assert voted(meeting, one_left, (14, 0, 0)).vote is not None
    two_left = recuse(meeting, item, leaving("m00", "m01"))
    refused = refusal(lambda: voted(meeting, two_left, (13, 0, 0)))
    assert refused.code == "no-quorum"
    for said in ("13 vote or abstain, and 14 must", "15 are there; 2 of them have left"):
        assert said in refused.detail


def test_who_says_nothing_does_not_count_for_the_quorum_either() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    assert refusal(lambda: voted(meeting, item, (12, 1, 0))).code == "no-quorum"
    assert voted(meeting, item, (12, 1, 1)).vote is not None


def test_nobody_votes_who_is_not_there_or_has_left() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    assert refusal(lambda: voted(meeting, item, (18, 1, 0))).code == "too-many-votes"
    recused = recuse(meeting, item, leaving("m03"))
    refused = refusal(lambda: voted(meeting, recused, (17, 0, 1)))
    assert refused.code == "too-many-votes"
    assert "1 of them have left for this case, so that 17 may vote" in refused.detail
    assert voted(meeting, recused, (17, 0, 0)).vote is not None


def test_only_members_that_are_there_leave_each_once() -> None:
    meeting, (item,) = planned(awaiting_vote())
    assert refusal(lambda: recuse(meeting, item, leaving("m00"))).code == "not-present"
    meeting = attended(meeting, 18)
    assert refusal(lambda: recuse(meeting, item, leaving("m18"))).code == "not-present"
    assert refusal(lambda: recuse(meeting, item, leaving("m01", "m01"))).code == "invalid-request"
    assert recuse(meeting, recuse(meeting, item, leaving("m01")), []).recusals == ()


def test_neither_recusals_nor_attendance_leave_fewer_than_have_voted() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    item = voted(meeting, item, (18, 0, 0))
    assert refusal(lambda: recuse(meeting, item, leaving("m01"))).code == "too-many-votes"
    refused = refusal(lambda: attended(meeting, 17, None, item))
    assert refused.code == "too-many-votes"
    assert item.number in refused.detail
    assert len(attended(meeting, 19, None, item).present) == 19


@pytest.mark.parametrize(
    ("named", "field"),
    [(members(22), "members"), ([*members(3), Member(id="m01", name="another", present=True)],
      "members")],
)  # fmt: skip
def test_no_more_members_are_named_than_there_are_and_each_once(
    named: list[Member], field: str
) -> None:
    meeting, _ = planned()
    committee = meeting.committee_in(WAY)
    refused = refusal(lambda: take_attendance(meeting, committee, (), named, by="o", at=HELD_AT))
    assert (refused.code, refused.errors[0].field) == ("invalid-request", field)


def test_members_that_are_not_named_are_not_there() -> None:
    meeting, _ = planned()
    committee = meeting.committee_in(WAY)
    found = take_attendance(meeting, committee, (), members(14), by="o", at=HELD_AT)
    assert len(found.present) == 14


def test_not_to_pass_needs_a_reason_of_the_catalogue() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    assert refusal(lambda: voted(meeting, item, (9, 9, 0), reason=None)).code == "reason-required"
    assert refusal(lambda: voted(meeting, item, (9, 9, 0), reason="over")).code == "unknown-reason"
    assert voted(meeting, item, (10, 8, 0), reason=None).vote is not None


def test_what_was_recorded_last_counts() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    again = voted(meeting, voted(meeting, item, (18, 0, 0)), (9, 9, 0))
    assert again.vote is not None
    assert again.vote.votes.in_favour == 9
    put_off = adjourn_case(again, why="待核实", by="o", at=HELD_AT)
    assert (put_off.vote, put_off.is_dealt_with) == (None, True)
    assert voted(meeting, put_off, (18, 0, 0)).adjourned is None


def closing(
    *items: AgendaItem,
    present: int = 18,
    waiting: set[str] | None = None,
    at: datetime = HELD_AT,
) -> Meeting:
    meeting = attended(planned()[0], present)
    there = {item.application for item in items} if waiting is None else waiting
    return close(meeting, meeting.committee_in(WAY), items, there, by="o", at=at)


def test_a_meeting_is_closed_once_every_case_was_voted_on_or_put_off() -> None:
    meeting, items = planned(*(awaiting_vote(f"p{n}") for n in range(4)))
    meeting = attended(meeting, 18)
    passed, failed, put_off, nothing = items
    passed, failed = voted(meeting, passed, (18, 0, 0)), voted(meeting, failed, (0, 18, 0))
    put_off = adjourn_case(put_off, why="待核实", by="o", at=HELD_AT)
    refused = refusal(lambda: closing(passed, failed, put_off, nothing))
    assert refused.code == "votes-missing"
    assert nothing.number in refused.detail
    # One that was withdrawn meanwhile holds nothing up, and its votes decide nothing.
    closed = closing(passed, failed, put_off, nothing, waiting={"p0", "p1", "p2"})
    assert (closed.state, closed.closed_by, closed.closed_at) == ("deciding", "o", HELD_AT)
    assert (closed.passed, closed.failed, closed.put_off) == (1, 1, 1)
    assert closed.withdrawn == ("p3",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"present": 13}, "no-quorum"),
        ({"at": PLANNED_AT}, "not-held-yet"),
        ({"at": HELD_AT - timedelta(hours=24)}, "not-held-yet"),
    ],
)
def test_a_meeting_is_not_closed_before_its_day_or_without_a_quorum(
    changes: dict[str, Any], code: str
) -> None:
    meeting, (item,) = planned(awaiting_vote())
    item = voted(attended(meeting, 18), item, (14, 0, 0))
    assert refusal(lambda: closing(item, **changes)).code == code
    assert refusal(closing).code == "nothing-on-agenda"


def test_after_it_is_closed_or_adjourned_nothing_of_it_changes() -> None:
    meeting, (item,) = planned(awaiting_vote())
    meeting = attended(meeting, 18)
    item = voted(meeting, item, (18, 0, 0))
    closed = closing(item)
    adjourned = adjourn(meeting, why="人数不足", by="o", at=HELD_AT)
    for over, how in ((closed, "is closed"), (adjourned, "was adjourned")):
        changes: list[Callable[[], object]] = [
            lambda over=over: move_to(over, held_on=HELD_ON, venue="x"),  # type: ignore[misc]
            lambda over=over: put_on_agenda(over, []),  # type: ignore[misc]
            lambda over=over: take_off_agenda(over, 1),  # type: ignore[misc]
            lambda over=over: attended(over, 21),  # type: ignore[misc]
            lambda over=over: adjourn(over, why="x", by="o", at=HELD_AT),  # type: ignore[misc]
            lambda over=over: close(  # type: ignore[misc]
                over, over.committee_in(WAY), [item], {"p1"}, by="o", at=HELD_AT
            ),
        ]
        for change in changes:
            refused = refusal(change)
            assert refused.code == "meeting-closed"
            assert how in refused.detail


@pytest.mark.parametrize(
    ("votes", "outcome", "stage"),
    [((18, 0, 0), "passed", "release"), ((9, 9, 0), "failed", "vote_failed")],
)
def test_a_closed_meeting_decides_its_cases_as_of_its_closing(
    votes: tuple[int, int, int], outcome: str, stage: str
) -> None:
    programme, case = committee_programme(), awaiting_vote()
    meeting, (item,) = planned(case)
    meeting = attended(meeting, 18)
    item = voted(meeting, item, votes)
    closed, committee = closing(item), meeting.committee_in(WAY)
    step = decide_by_vote(case, programme, CALENDAR, closed, item, committee)
    assert step is not None
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.at, event.by, event.reason) == (outcome, HELD_AT, "o", "unfit")
    assert step.case.stage == stage
    made = step.case.decision
    assert made is not None
    assert (made.meeting, made.votes) == (meeting.id, item.vote.votes if item.vote else None)
    assert not is_waiting(step.case, programme, meeting)
    assert decide_by_vote(step.case, programme, CALENDAR, closed, item, committee) is None


def test_a_case_that_was_put_off_or_has_gone_is_not_decided() -> None:
    programme, case = committee_programme(), awaiting_vote()
    meeting, (item,) = planned(case)
    meeting = attended(meeting, 18)
    committee = meeting.committee_in(WAY)
    item = voted(meeting, item, (18, 0, 0))
    put_off = adjourn_case(item, why="待核实", by="o", at=HELD_AT)
    assert decide_by_vote(case, programme, CALENDAR, closing(put_off), put_off, committee) is None
    gone = withdraw(case, programme, reason="sold", at=HELD_AT, announced=False).case
    assert decide_by_vote(gone, programme, CALENDAR, closing(item), item, committee) is None


def test_that_it_was_held_is_told_in_numbers_and_without_a_name() -> None:
    meeting, (item,) = planned(awaiting_vote())
    closed = closing(voted(attended(meeting, 18), item, (18, 0, 0)))
    step = held(closed, WAY)
    (event,) = step.events
    assert isinstance(event, MeetingHeld)
    assert (event.members, event.present, event.passed, event.failed) == (21, 18, 1, 0)
    assert (event.at, event.held_on, step.meeting.state) == (HELD_AT, HELD_ON, "held")
    assert "委员" not in event.model_dump_json()


def test_an_event_counts_no_decision_that_is_sealed() -> None:
    meeting, (item,) = planned(awaiting_vote())
    closed = closing(voted(attended(meeting, 18), item, (18, 0, 0)))
    (event,) = held(closed, committee_programme(sealed=True).way).events
    assert {"passed", "failed"} & event.model_dump(mode="json").keys() == set()


def test_nobody_decides_alone_where_a_committee_votes() -> None:
    refused = refusal(
        lambda: decide(
            awaiting_vote(),
            committee_programme(),
            CALENDAR,
            verdict="approve",
            opinion="o",
            reason=None,
            by="o",
            at=HELD_AT,
        )
    )
    assert refused.code == "decided-by-meeting"
    assert "Put the case on the agenda of a meeting" in refused.detail


def test_no_two_meetings_have_one_id() -> None:
    made = {
        meeting_id(*parts)
        for parts in (("a", "1", "x-1", 1), ("a", "1", "x", 11), ("a-1", "x", "y", 1),
                      ("a", "1-x", "y", 1), ("a", "1", "x-y", 1))
    }  # fmt: skip
    assert len(made) == 5
