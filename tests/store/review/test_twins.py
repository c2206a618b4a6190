"""The same thing filed twice is found on both sides, once, whatever happens at the same time."""

import asyncio

import pytest

from services.review.domain.case import Step
from services.review.domain.official import Official
from services.review.domain.stages.formal_review.conclusion import not_accept
from services.review.domain.twins.finding import Looking
from services.review.store.case.corrections import MongoCorrections
from services.review.usecases.case.correct import Correct
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.lists.freeze_list import WhichList
from services.review.usecases.stages.formal_review.hear_supplement import HearSupplement
from services.review.usecases.stages.formal_review.review_formally import (
    ReviewFormally,
    ReviewOrder,
)
from services.review.usecases.twins.lapse_twins import LapseTwins
from services.review.usecases.twins.settle_twin import SettleTwin
from shared.contracts.applications import ApplicationSubmitted
from shared.errors import NotFound, Rejected
from shared.heard import Position
from shared.retrying import retry
from tests.builders import NOON
from tests.programmes.twice import FIRST, OTHER, PATENT, SECOND, award, both, filed
from tests.store.review.conftest import Stored
from tests.unit.review.builders import (
    ASSOCIATION,
    CITY,
    ROUND,
    answers,
    decided,
    supplemented,
    withdrawn,
)

SUBMITTED = Position("applications.v1", 1)
FOUND, SETTLED = "same-thing-found", "same-thing-settled"


async def submit(stored: Stored, *submissions: ApplicationSubmitted) -> None:
    open_case = OpenCase(stored.cases, stored.twins, both())
    await asyncio.gather(
        *(retry(lambda one=one: open_case(one, SUBMITTED, NOON)) for one in submissions)  # type: ignore[misc]
    )


async def settle(
    stored: Stored, case: str, other: str, *, same: bool, official: Official = ASSOCIATION
) -> None:
    use = SettleTwin(stored.cases, stored.twins, stored.lists, both())
    await use(case, other, same=same, reason="核对登记簿", official=official, at=NOON)


async def conclude(stored: Stored, case: str) -> str | None:
    use = ReviewFormally(stored.cases, stored.lists, stored.enterprises, both())
    order = ReviewOrder(case, {}, "accept", None)
    (done,) = await use([order], official=ASSOCIATION, at=NOON)
    return None if done.problem is None else done.problem.code


async def twins(stored: Stored, case: str) -> list[str]:
    return sorted(twin.application for twin in (await stored.case(case)).twins)


async def test_of_those_that_open_at_once_each_finds_all_others_and_says_so_once(
    stored: Stored,
) -> None:
    names = [f"a{n}" for n in range(6)]
    of_two = (FIRST, SECOND)
    sent = [
        filed(name, programme=of_two[n % 2], patent=PATENT, product=f"产品{n}")
        for n, name in enumerate(names)
    ]
    await submit(stored, *sent, *sent)
    for name in names:
        assert await twins(stored, name) == [other for other in names if other != name]
    assert await stored.events(FOUND) == {(name, FOUND): 5 for name in names}


async def test_what_is_heard_again_has_no_further_effect(stored: Stored) -> None:
    await submit(stored, filed("a1"))
    await submit(stored, filed("a2"))
    await settle(stored, "a1", "a2", same=False)
    await submit(stored, filed("a1"), filed("a2"))
    assert not (await stored.case("a2")).on_hold
    assert await stored.events(FOUND) == {("a1", FOUND): 1, ("a2", FOUND): 1}


async def test_both_sides_are_settled_in_one_write_by_whoever_acts_there(stored: Stored) -> None:
    await submit(stored, filed("a1"))
    await submit(stored, filed("a2"))
    assert await conclude(stored, "a2") == "case-on-hold"
    stranger = Official("x", frozenset({"enterprise"}), None)
    with pytest.raises((Rejected, NotFound)):
        await settle(stored, "a1", "a2", same=False, official=stranger)
    with pytest.raises(NotFound):
        await settle(stored, "a1", "nobody", same=False)
    await settle(stored, "a2", "a1", same=True, official=CITY)
    await settle(stored, "a2", "a1", same=True, official=CITY)
    assert (await stored.case("a2")).stage == "not_accepted"
    assert await stored.events(SETTLED, "not-accepted") == {
        ("a1", SETTLED): 1,
        ("a2", SETTLED): 1,
        ("a2", "not-accepted"): 1,
    }
    assert await conclude(stored, "a1") is None


async def test_a_withdrawal_lets_go_of_the_other_one_whichever_was_heard_first(
    stored: Stored,
) -> None:
    await submit(stored, filed("a1"))
    await submit(stored, filed("a2"))
    withdraw = Withdraw(stored.cases, stored.lists, stored.sheets, both())
    await withdraw(withdrawn("a1"), Position("applications.v1", 2), NOON)
    lapse = LapseTwins(stored.cases, stored.twins, both())
    assert (await lapse(NOON), await lapse(NOON)) == (1, 0)
    assert not (await stored.case("a2")).on_hold
    assert await stored.events(SETTLED) == {("a1", SETTLED): 1, ("a2", SETTLED): 1}
    await submit(stored, filed("a3"))
    assert await twins(stored, "a3") == ["a2"]


async def test_one_that_is_taken_up_again_is_found_anew(stored: Stored) -> None:
    await submit(stored, filed("a1"))
    held = await stored.cases.get("a1")
    assert held is not None
    ended = not_accept(held.record, award(FIRST), reason="out_of_scope", by="x", at=NOON)
    await stored.cases.save(held, Step(ended.case), NOON)
    await submit(stored, filed("a2"))
    assert not (await stored.case("a2")).on_hold
    corrections = MongoCorrections(stored.database, stored.cases, stored.twins)
    use = Correct(stored.cases, corrections, stored.meetings, both())
    await use("a1", reason="属于认定范围", official=ASSOCIATION, at=NOON)
    assert (await twins(stored, "a1"), await twins(stored, "a2")) == (["a2"], ["a1"])


async def test_a_patent_that_comes_with_a_supplement_is_found_then(stored: Stored) -> None:
    await submit(stored, filed("a1", patent=PATENT))
    sent = filed("a2", owner=OTHER, product="别的产品", materials=())
    await submit(stored, sent)
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, both())
    order = ReviewOrder("a2", {}, "notify", None)
    (done,) = await review([order], official=ASSOCIATION, at=NOON)
    assert done.problem is None
    assert not (await stored.case("a2")).on_hold
    hear = HearSupplement(stored.cases, stored.twins, both())
    told = supplemented("a2", answers={**answers(), "patent": PATENT})
    await hear(told, Position("applications.v1", 2), NOON)
    assert (await twins(stored, "a1"), await twins(stored, "a2")) == (["a2"], ["a1"])


async def test_no_list_is_frozen_with_a_case_on_hold(stored: Stored) -> None:
    waiting = decided("a1").model_copy(update={"programme": FIRST})
    assert await stored.twins.open(Step(waiting), Looking(both().of, NOON))
    await submit(stored, filed("a2", product=waiting.product.zh))
    assert (await stored.case("a1")).on_hold
    which = WhichList(FIRST, ROUND)
    with pytest.raises(Rejected, match="case-on-hold") as refused:
        await stored.freeze(which, known=both(), leave_out="不再等待")
    assert waiting.number in refused.value.detail
    await settle(stored, "a2", "a1", same=True)
    assert (await stored.freeze(which, known=both())).entries == 1
