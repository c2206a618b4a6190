"""Cohorts: who counts is a rule over the register, and a member comes to one end."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.domain.cohorts.cohort import Member, Merger
from services.review.domain.cohorts.ending import end_unsubmitted, merge, submit
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.recognition.renewing import renew
from shared.contracts.cohorts import MemberCalled, MemberSubmitted
from shared.contracts.register import RecognitionRenewed
from shared.errors import Rejected
from shared.programmes.path.kinds.cohort import Calling
from shared.values import Bilingual
from tests.unit.review.cohorts import (
    CODE,
    HOLDER,
    OPENED,
    WHAT,
    a_member,
    demonstration,
    in_register,
    opened,
)

DUE = datetime(2018, 5, 31, 16, tzinfo=UTC)
OTHER = "91310000132200821H"
YEARS = st.integers(2009, 2017)


def merger(into: str = OTHER) -> Merger:
    name = Bilingual(zh="集团", en="Group")
    return Merger(into=into, name=name, reason="合并", by="officer-1", at=OPENED)


@given(st.lists(st.tuples(YEARS, st.none() | YEARS), min_size=1, max_size=8))
def test_who_was_recognised_or_passed_last_three_years_before_is_called_and_nobody_else(
    years: list[tuple[int, int | None]],
) -> None:
    register = [
        in_register(
            f"N-{n}",
            date(since, 3, 1),
            date(passed, 9, 1) if passed is not None and passed >= since else None,
        )
        for n, (since, passed) in enumerate(years)
    ]
    due = {one.number for one in register if (one.passed_on or one.since).year == 2015}
    if not due:
        with pytest.raises(Rejected, match="nobody-due"):
            opened(*register)
        return
    cohort = opened(*register)
    assert {step.member.number for step in cohort.members} == due
    assert cohort.cohort.members == len(due)


def test_what_has_ended_by_the_opening_is_not_called() -> None:
    held = in_register("N-1", date(2015, 3, 1))
    over = in_register("N-2", date(2015, 3, 1), until=date(2018, 3, 1))
    revoked = in_register("N-3", date(2015, 3, 1)).model_copy(update={"status": "revoked"})
    suspended = in_register("N-4", date(2015, 3, 1)).model_copy(update={"status": "suspended"})
    called = opened(held, over, revoked, suspended).members
    assert [step.member.number for step in called] == ["N-1", "N-4"]


def test_a_cohort_is_opened_while_its_round_takes_applications_alone() -> None:
    one = in_register("N-1", date(2015, 3, 1))
    for at in (OPENED - timedelta(days=1), DUE):
        with pytest.raises(Rejected, match="call-not-open"):
            opened(one, at=at)


def test_a_call_says_by_when_and_by_which_rule() -> None:
    (step,) = opened(in_register("N-1", date(2012, 11, 30), date(2015, 11, 30))).members
    (event,) = step.events
    assert isinstance(event, MemberCalled)
    assert (event.counted_as, event.day, event.due_at) == ("passed", date(2015, 11, 30), DUE)
    assert "2018年5月31日" in event.explanation.zh
    assert "依据" in event.explanation.zh
    assert "Legal basis" in event.explanation.en
    assert event.standing.district == "shanghai"
    assert event.standing.milestones.keys() == {"called"}


ACTS = {
    "submit": lambda member: submit(member, demonstration(), at=DUE - timedelta(seconds=1)),
    "clock": lambda member: end_unsubmitted(member, demonstration()),
    "merge": lambda member: merge(member, demonstration(), merger()),
}
GIVES = {
    Calling.CALLED: {"called"},
    Calling.SUBMITTED: {"called"},
    Calling.NOT_SUBMITTED: {"called", "not_submitted"},
    Calling.MERGED: {"called", "merged"},
}


@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=6))
def test_a_member_is_always_in_the_cohort_and_has_one_end_at_most(acts: list[str]) -> None:
    member, told = a_member(), Counter[str]()
    for act in acts:
        # The clock looks for those that are called alone.
        if act == "clock" and member.state is not Calling.CALLED:
            continue
        try:
            step = ACTS[act](member)
        except Rejected:
            assert act == "merge"
            assert member.state is Calling.SUBMITTED
            continue
        member = step.member
        told.update(event.type for event in step.events)
        assert member.milestones.keys() == GIVES[member.state]
    assert all(times == 1 for times in told.values())


@pytest.mark.parametrize("act", ["clock", "merge"])
def test_what_arrived_in_time_counts_although_it_is_heard_of_after_an_end(act: str) -> None:
    ended: Member = ACTS[act](a_member()).member
    step = ACTS["submit"](ended)
    (event,) = step.events
    assert isinstance(event, MemberSubmitted)
    assert (event.after, step.member.state) == (ended.state.value, Calling.SUBMITTED)


def test_nobody_is_merged_into_itself_nor_into_two() -> None:
    with pytest.raises(Rejected, match="merged-into-itself"):
        merge(a_member(), demonstration(), merger(CODE))
    merged = merge(a_member(), demonstration(), merger()).member
    with pytest.raises(Rejected, match="not-awaited"):
        merge(merged, demonstration(), merger("91440300708461136T"))


def a_list() -> NumberedList:
    return NumberedList(
        id="p-2018",
        programme="p",
        programme_version="2018.1",
        round="2018",
        state="announced",
        entries=1,
        digest="",
        frozen_by="officer-1",
        frozen_at=DUE,
    )


def an_entry() -> Entry:
    return Entry(
        no=12,
        application="a1",
        number="N-1",
        enterprise=HOLDER,
        product=WHAT,
        district="shanghai",
        category="demonstration-enterprise",
    )


@pytest.mark.parametrize("status", ["valid", "expired"])
def test_who_passes_holds_for_another_term_from_the_announcement(status: str) -> None:
    found = in_register("N-1", date(2015, 11, 30)).model_copy(update={"status": status})
    at = datetime(2018, 9, 10, 1, tzinfo=UTC)
    step = renew(found, a_list(), an_entry(), demonstration(), at=at)
    (event,) = step.events
    assert isinstance(event, RecognitionRenewed)
    assert (event.before, event.until) == (date(2019, 12, 31), date(2021, 9, 10))
    assert (step.recognition.status, step.recognition.until) == ("valid", date(2021, 9, 10))
    assert step.recognition.last_assessed == ("passed", date(2018, 9, 10))
    again = renew(step.recognition, a_list(), an_entry(), demonstration(), at=at)
    assert (again.recognition, again.events) == (step.recognition, ())


def test_what_was_revoked_meanwhile_stays_so() -> None:
    found = in_register("N-1", date(2015, 11, 30)).model_copy(update={"status": "revoked"})
    step = renew(found, a_list(), an_entry(), demonstration(), at=DUE)
    assert (step.recognition.status, step.recognition.until) == ("revoked", date(2019, 12, 31))
