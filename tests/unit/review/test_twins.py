"""The same thing twice is found and put on hold on both sides, until an officer has settled it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.case.opening import open_case
from services.review.domain.stages.decision.deciding import decide
from services.review.domain.stages.formal_review.conclusion import accept, not_accept
from services.review.domain.stages.recommendation.recommending import (
    awaits_recommendation,
    recommend,
)
from services.review.domain.twins.finding import Looking
from services.review.domain.twins.settling import Settled, settle
from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.reviews import ApplicationNotAccepted, SameThingFound, SameThingSettled
from shared.errors import NotFound, Rejected
from tests.builders import NOON
from tests.programmes.twice import FIRST, OTHER, PATENT, SECOND, award, both, filed
from tests.unit.review.builders import CALENDAR, RECOMMENDED_AT

LATER = NOON + timedelta(days=1)
LOOKING = Looking(both().of, NOON)


def heard(*submissions: ApplicationSubmitted) -> dict[str, Case]:
    """The cases of these submissions, heard in this order."""
    cases: dict[str, Case] = {}
    for one in submissions:
        opened = open_case(one, award(one.standing.programme), CALENDAR, NOON)
        step, others = LOOKING.pair(opened, list(cases.values()))
        cases |= {each.case.application: each.case for each in (step, *others)}
    return cases


def twins_of(case: Case) -> list[str]:
    return [twin.application for twin in case.twins]


def said(*, same: bool, reason: str = "核对专利登记簿", by: str = "association-1") -> Settled:
    return Settled(same=same, reason=reason, by=by, at=LATER)


def settled(case: Case, other: Case, *, same: bool, **more: Any) -> tuple[Step, Step]:
    steps = settle(case, other, both().of(case), CALENDAR, said(same=same, **more))
    assert steps is not None
    return steps


def accept_it(case: Case) -> Step:
    return accept(case, both().of(case), CALENDAR, by="association-1", at=NOON)


def pair() -> tuple[Case, Case]:
    cases = heard(filed("a1"), filed("a2"))
    return cases["a1"], cases["a2"]


def test_a_product_that_its_applicant_files_again_under_another_spelling_is_found() -> None:
    cases = heard(
        filed("a1", product="智能控制器（A型）"), filed("a2", product="智能 控制器 (a型)")
    )
    assert (twins_of(cases["a1"]), twins_of(cases["a2"])) == (["a2"], ["a1"])
    (alike,) = cases["a1"].twins[0].alike
    assert (alike.of, alike.this, alike.other) == (
        *("product", "智能控制器（A型）", "智能 控制器 (a型)"),
    )


def test_products_of_two_applicants_may_have_the_same_name() -> None:
    cases = heard(filed("a1"), filed("a2", owner=OTHER))
    assert not any(case.twins for case in cases.values())


def test_same_product_under_parent_and_subsidiary_is_found_by_the_shared_patent() -> None:
    cases = heard(
        filed("parent", patent=PATENT),
        filed("subsidiary", owner=OTHER, product="控制装置", patent="cn2018101234567；无"),
    )
    assert all(case.on_hold for case in cases.values())
    (twin,) = cases["subsidiary"].twins
    assert [(one.of, one.this, one.other) for one in twin.alike] == [
        ("patent", "cn2018101234567", PATENT)
    ]
    assert (twin.uscc, twin.number, twin.product.zh) == (
        *(cases["parent"].uscc, cases["parent"].number, "智能控制器"),
    )


def test_a_patent_is_found_again_in_another_programme_and_district() -> None:
    first = filed("a1", patent=PATENT)
    second = filed("a2", programme=SECOND, owner=OTHER, product="别名", patent=PATENT)
    standing = second.standing.model_copy(update={"district": "taishan"})
    cases = heard(first, second.model_copy(update={"standing": standing}))
    (there,) = cases["a1"].twins
    assert (there.programme, there.district) == (SECOND, "taishan")
    (here,) = cases["a2"].twins
    assert (here.programme, here.district) == (FIRST, "pengjiang")


@pytest.mark.parametrize("order", list(permutations(("a1", "a2", "a3"))))
def test_each_finds_the_others_whichever_is_heard_first(order: Sequence[str]) -> None:
    cases = heard(*(filed(application) for application in order))
    found = {application: sorted(twins_of(case)) for application, case in cases.items()}
    assert found == {"a1": ["a2", "a3"], "a2": ["a1", "a3"], "a3": ["a1", "a2"]}


def test_without_a_word_in_the_programme_nothing_is_compared() -> None:
    plain = award(FIRST).model_copy(update={"same_thing": None})
    assert not Looking(lambda _: plain, NOON).things(pair()[0])


def test_both_sides_are_told_once() -> None:
    first = open_case(filed("a1"), award(FIRST), CALENDAR, NOON).case
    opened = open_case(filed("a2"), award(FIRST), CALENDAR, NOON)
    step, (other,) = LOOKING.pair(opened, [first])
    (told,) = [one for one in step.events if isinstance(one, SameThingFound)]
    (there,) = other.events
    assert isinstance(there, SameThingFound)
    assert (told.application, told.other, told.known_by) == ("a2", "a1", ("product",))
    assert (there.application, there.other, there.standing) == ("a1", "a2", first.standing)
    again, paired = LOOKING.pair(Step(step.case), [other.case])
    assert (again.events, paired) == ((), [])


def test_who_ended_without_success_takes_nobodys_place() -> None:
    ended = not_accept(
        heard(filed("a1"))["a1"], award(FIRST), reason="out_of_scope", by="association-1", at=NOON
    ).case
    opened = open_case(filed("a2"), award(FIRST), CALENDAR, NOON)
    assert LOOKING.pair(opened, [ended]) == (opened, [])


def test_what_is_on_hold_is_neither_accepted_nor_recommended_nor_recognised() -> None:
    for case in pair():
        with pytest.raises(Rejected, match="case-on-hold") as refused:
            accept_it(case)
        assert f"/review/v1/cases/{case.application}" in refused.value.detail
    alone = accept_it(heard(filed("a1"))["a1"]).case
    assert awaits_recommendation(alone, award(FIRST), "recommendation")
    accepted = LOOKING.pair(Step(alone), [heard(filed("a2"))["a2"]])[0].case
    assert not awaits_recommendation(accepted, award(FIRST), "recommendation")
    with pytest.raises(Rejected, match="case-on-hold"):
        decided("recognise", None)
    failed = decided("not_recognise", "no_sales")
    assert failed.decision is not None


def decided(verdict: str, reason: str | None) -> Case:
    """A case that comes on hold while it waits for its decision, as it is decided then."""
    programme = award(FIRST)
    recommended = recommend(
        accept_it(heard(filed("a1"))["a1"]).case,
        programme,
        CALENDAR,
        recommender="jiangmen",
        sheet="s1",
        rank=1,
        opinion="同意推荐",
        by="city-1",
        at=RECOMMENDED_AT,
    )
    case = LOOKING.pair(Step(recommended.case), [heard(filed("a2"))["a2"]])[0].case
    step = decide(
        case,
        programme,
        CALENDAR,
        verdict=verdict,
        opinion="同意",
        reason=reason,
        by="reviewer-1",
        at=RECOMMENDED_AT,
    )
    assert step is not None
    return step.case


def test_those_that_are_not_the_same_both_go_on_with_who_said_so_and_why() -> None:
    this, there = settled(*pair(), same=False)
    for step, other in ((this, "a2"), (there, "a1")):
        (told,) = step.events
        assert isinstance(told, SameThingSettled)
        assert (told.other, told.how, told.ends, told.by, told.reason) == (
            *(other, "not_the_same", False, "association-1", "核对专利登记簿"),
        )
        assert not step.case.on_hold
        assert accept_it(step.case).case.conclusion is not None
    assert settle(this.case, there.case, award(FIRST), CALENDAR, said(same=False)) is None


def test_of_the_same_thing_one_is_refused_for_the_programmes_reason_and_the_other_goes_on() -> None:
    this, there = settled(*reversed(pair()), same=True)
    told, refused = this.events
    assert isinstance(told, SameThingSettled)
    assert (told.how, told.ends) == ("the_same", True)
    assert isinstance(refused, ApplicationNotAccepted)
    assert (refused.application, refused.reason, refused.by) == ("a2", "duplicate", "association-1")
    assert this.case.stage == "not_accepted"
    assert not there.case.on_hold
    assert there.case.twins[0].settled is not None
    assert not there.case.twins[0].settled.ends
    accept_it(there.case)


def test_a_recommended_one_that_is_the_same_is_refused_where_one_official_decides() -> None:
    waiting = recommend(
        accept_it(heard(filed("a1"))["a1"]).case,
        award(FIRST),
        CALENDAR,
        recommender="jiangmen",
        sheet="s1",
        rank=1,
        opinion="同意推荐",
        by="city-1",
        at=RECOMMENDED_AT,
    ).case
    step, (other,) = LOOKING.pair(Step(waiting), [heard(filed("a2"))["a2"]])
    programme = award(FIRST)
    fitting = programme.same_thing.model_copy(update={"reason": "no_sales"})  # type: ignore[union-attr]
    known = programme.model_copy(update={"same_thing": fitting})
    steps = settle(step.case, other.case, known, CALENDAR, said(same=True))
    assert steps is not None
    decision = steps[0].case.decision
    assert decision is not None
    assert (decision.verdict, decision.reason, decision.opinion) == (
        *("not_recognise", "no_sales", "核对专利登记簿"),
    )
    with pytest.raises(Rejected, match="wrong-stage"):
        settled(steps[0].case, other.case, same=True, reason="仍系同一产品")


def test_the_last_word_counts_and_all_are_kept() -> None:
    this, there = settled(*pair(), same=True)
    said_first = Mistake("两项产品不同", "association-1", None)
    stage = stage_acted_in(this.case, award(FIRST))
    back = correct(this.case, stage, award(FIRST), CALENDAR, said_first, LATER).case
    assert back.on_hold
    freed, other = settled(back, there.case, same=False)
    assert [one.how for one in freed.case.twins[0].settlements] == ["the_same", "not_the_same"]
    assert not freed.case.on_hold
    accept_it(freed.case)
    accept_it(other.case)


def test_only_twins_are_settled_and_only_while_they_go_on() -> None:
    case, other = pair()
    stranger = heard(filed("a9", product="别的产品"))["a9"]
    with pytest.raises(NotFound):
        settled(case, stranger, same=False)
    this, there = settled(case, other, same=True)
    with pytest.raises(Rejected, match="case-closed"):
        settled(this.case, there.case, same=False)
