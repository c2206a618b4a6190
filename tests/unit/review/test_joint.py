"""Several offices decide together: each answers by its own letter, and the last one decides."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.case.opening import open_case
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.decision.embargo import is_under_embargo
from services.review.domain.stages.decision.joint import (
    answer_by_letter,
    letters_in,
    offices_awaited,
)
from services.review.domain.stages.formal_review.conclusion import accept
from shared.contracts.base import Event
from shared.contracts.reviews import StageConcluded
from shared.errors import Rejected
from shared.programmes import Programme
from tests.builders import NOON
from tests.programmes.joint import COMMISSION, MINISTRY, OFFICES, joint_programme, joint_stage
from tests.unit.review.builders import CALENDAR
from tests.unit.review.small_cases import a_small_submission

FIRST_AT, LAST_AT = NOON + timedelta(days=10), NOON + timedelta(days=17)
DATED = date(2019, 6, 21)


def awaiting(programme: Programme) -> Case:
    case = open_case(a_small_submission(), programme, CALENDAR, NOON).case
    return accept(case, programme, CALENDAR, by="o", at=NOON).case


def answer(
    case: Case,
    office: str,
    verdict: str = "support",
    *,
    programme: Programme | None = None,
    at: datetime = FIRST_AT,
    **changes: Any,
) -> Step | None:
    said: dict[str, Any] = {
        "number": f"{office} 45",
        "dated": DATED,
        "opinion": "同意" if verdict == "support" else f"{office}: 不同意",
        "reason": None if verdict == "support" else "unfit",
        "by": f"{office}-1",
    }
    return answer_by_letter(
        case,
        programme or joint_programme(),
        CALENDAR,
        office=office,
        verdict=verdict,
        at=at,
        **(said | changes),
    )


def answered(case: Case, office: str, verdict: str = "support", **more: Any) -> Step:
    step = answer(case, office, verdict, **more)
    assert step is not None
    return step


def test_a_case_waits_in_its_stage_for_the_offices_that_have_not_answered() -> None:
    programme = joint_programme()
    case = awaiting(programme)
    assert offices_awaited(case, programme) == (MINISTRY, COMMISSION)
    step = answered(case, COMMISSION)
    assert (step.case.stage, step.events) == (case.stage, ())
    assert offices_awaited(step.case, programme) == (MINISTRY,)
    (letter,) = letters_in(step.case, joint_stage(programme))
    assert (letter.office, letter.number, letter.date) == (COMMISSION, f"{COMMISSION} 45", DATED)


def test_the_last_letter_decides_as_of_the_instant_at_which_it_was_recorded() -> None:
    first = answered(awaiting(joint_programme()), MINISTRY)
    step = answered(first.case, COMMISSION, at=LAST_AT)
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.verdict, event.at) == ("passed", "support", LAST_AT)
    assert (event.opinion, event.by, event.next) == ("同意", f"{COMMISSION}-1", "list")
    assert step.case.milestones["approved"] == event.standing.milestones["approved"] == LAST_AT
    assert step.case.stage == "list"
    assert offices_awaited(step.case, joint_programme()) == ()


@pytest.mark.parametrize("order", [(MINISTRY, COMMISSION), (COMMISSION, MINISTRY)])
def test_who_declines_ends_the_case_by_its_reason_once_all_have_answered(
    order: Sequence[str],
) -> None:
    case = awaiting(joint_programme())
    events: list[Event] = []
    for office in order:
        step = answered(case, office, "decline" if office == COMMISSION else "support")
        case, events = step.case, [*events, *step.events]
    (event,) = events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.reason) == ("failed", "unfit")
    assert event.opinion == f"{COMMISSION}: 不同意"
    assert case.stage == "approval_failed"


def test_the_same_letter_again_is_harmless_and_another_one_is_refused() -> None:
    once = answered(awaiting(joint_programme()), MINISTRY).case
    both = answered(once, COMMISSION).case
    for case in (once, both):
        assert answer(case, MINISTRY, at=LAST_AT, by="another") is None
        for other in (
            {"number": "46"},
            {"dated": DATED - timedelta(days=1)},
            {"verdict": "decline"},
            {"opinion": "再议"},
        ):
            with pytest.raises(Rejected) as refused:
                answer(case, MINISTRY, **other)
            assert refused.value.code == "letter-differs"
            assert f"{MINISTRY} 45 of {DATED}" in refused.value.detail


@given(
    st.lists(st.sampled_from(["support", "decline"]), min_size=3, max_size=3),
    st.lists(st.sampled_from(range(3)), max_size=9),
    st.permutations(range(3)),
)
def test_any_order_and_repetition_of_letters_comes_to_one_decision(
    verdicts: list[str], repeated: list[int], order: list[int]
) -> None:
    programme = joint_programme(3)
    case, events = awaiting(programme), list[Event]()
    for which in (*repeated, *order, *repeated):
        step = answer(case, OFFICES[which], verdicts[which], programme=programme)
        if step is not None:
            case, events = step.case, [*events, *step.events]
    in_order = awaiting(programme)
    for office, verdict in zip(OFFICES, verdicts, strict=True):
        in_order = answered(in_order, office, verdict, programme=programme).case
    (event,) = events
    assert isinstance(event, StageConcluded)
    made, expected = case.decision, in_order.decision
    assert made is not None
    assert expected is not None
    assert made.model_copy(update={"by": expected.by}) == expected
    assert case.stage == in_order.stage
    assert event.outcome == ("failed" if "decline" in verdicts else "passed")
    assert {letter.office for letter in case.letters} == set(OFFICES)
    assert len(case.letters) == 3


def test_nobody_decides_alone_where_several_offices_do() -> None:
    case = awaiting(joint_programme())
    for found in (case, answered(case, MINISTRY).case):
        with pytest.raises(Rejected) as refused:
            decide(
                found,
                joint_programme(),
                CALENDAR,
                verdict="support",
                opinion="o",
                reason=None,
                by="o",
                at=LAST_AT,
            )
        assert refused.value.code == "decided-by-letters"
        assert f"{MINISTRY}, {COMMISSION}" in refused.value.detail


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"office": "finance-bureau"}, "no-joint-decision"),
        ({"verdict": "pass"}, "unknown-verdict"),
        ({"verdict": "decline", "reason": None}, "reason-required"),
        ({"verdict": "decline", "reason": "over_quota"}, "unknown-reason"),
        ({"dated": date(2020, 7, 1)}, "invalid-request"),
    ],
)
def test_a_letter_that_can_not_be_taken_changes_nothing(changes: dict[str, Any], code: str) -> None:
    case = awaiting(joint_programme())
    with pytest.raises(Rejected) as refused:
        answer(case, **({"office": MINISTRY} | changes))
    assert refused.value.code == code


def test_a_case_that_waits_elsewhere_takes_no_letter() -> None:
    programme = joint_programme()
    opened = open_case(a_small_submission(), programme, CALENDAR, NOON).case
    with pytest.raises(Rejected, match="wrong-stage") as refused:
        answer(opened, MINISTRY)
    assert "the association concludes its check" in refused.value.detail
    case = answered(awaiting(programme), MINISTRY).case
    gone = withdraw(case, programme, reason="sold", at=LAST_AT, announced=False).case
    with pytest.raises(Rejected, match="case-closed"):
        answer(gone, COMMISSION)
    assert offices_awaited(gone, programme) == ()


def test_what_a_letter_says_of_a_sealed_decision_is_under_embargo() -> None:
    programme = joint_programme(sealed=True)
    case = answered(awaiting(programme), MINISTRY, "decline", programme=programme).case
    (letter,) = case.letters
    assert is_under_embargo(letter, case, programme.way)
    step = answered(case, COMMISSION, programme=programme)
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.verdict, step.case.stage) == ("sealed", None, "list")


def take_back(case: Case, office: str) -> Case:
    programme = joint_programme()
    stage = stage_acted_in(case, programme)
    return correct(case, stage, programme, CALENDAR, Mistake("r", "o", office), LAST_AT).case


def test_an_office_takes_back_its_own_letter_before_and_after_the_decision() -> None:
    first = answered(awaiting(joint_programme()), MINISTRY)
    with pytest.raises(Rejected, match="nothing-to-correct"):
        take_back(first.case, COMMISSION)
    without = take_back(first.case, MINISTRY)
    assert (without.letters, without.decision) == ((), None)
    assert without.corrections[0].letter == first.case.letters[0]
    assert without.corrections[0].what == "letter"

    both = answered(first.case, COMMISSION)
    back = take_back(both.case, MINISTRY)
    assert [letter.office for letter in back.letters] == [COMMISSION]
    assert (back.decision, back.stage) == (None, first.case.stage)
    assert back.corrections[0].decision == both.case.decision
    assert (back.corrections[0].what, "approved" in back.milestones) == ("decision", False)
    declined = answered(back, MINISTRY, "decline", number="46")
    assert declined.case.decision is not None
    assert not declined.case.decision.has_passed(joint_programme().way)
