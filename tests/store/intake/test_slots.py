"""A round takes so many applications of an enterprise, whoever comes at the same time."""

import asyncio
from dataclasses import replace

import pytest

from services.intake.ports import Claim
from services.intake.store.slots import MongoSlots
from shared.mongo import Database
from shared.programmes.path.kinds.application import Limits
from tests.unit.intake.applications import USCC

A = Claim("p/2019", USCC, "a", "product")
IN_ALL, EACH, BOTH = (
    Limits(per_enterprise=3),
    Limits(per_category=2),
    Limits(per_enterprise=3, per_category=2),
)


@pytest.fixture
def slots(db: Database) -> MongoSlots:
    """The slots of every round."""
    return MongoSlots(db["places"])


async def test_they_are_never_taken_by_too_many(slots: MongoSlots) -> None:
    claims = [replace(A, application=f"a{n}") for n in range(10)]
    taken = await asyncio.gather(*(slots.take(claim, IN_ALL) for claim in claims))
    assert sorted(map(str, taken)) == ["None"] * 3 + ["per_enterprise"] * 7
    winner = claims[taken.index(None)]
    assert await slots.take(winner, IN_ALL) is None
    assert await slots.take(replace(claims[9], series="p/2020"), IN_ALL) is None


async def test_the_first_of_a_round_that_come_at_once_all_get_one(slots: MongoSlots) -> None:
    five = Limits(per_enterprise=5, per_category=5)
    claims = [
        replace(A, uscc=f"firm {m}", application=f"a{n}") for m in range(30) for n in range(5)
    ]
    assert set(await asyncio.gather(*(slots.take(claim, five) for claim in claims))) == {None}


async def test_each_category_has_its_own_and_all_together_no_more_than_the_enterprise_may(
    slots: MongoSlots,
) -> None:
    claims = [
        replace(A, application=f"{category}{n}", category=category)
        for category in ("product", "service")
        for n in range(6)
    ]
    taken = await asyncio.gather(*(slots.take(claim, BOTH) for claim in claims))
    got = [claim for claim, full in zip(claims, taken, strict=True) if full is None]
    assert len(got) == 3
    assert {sum(c.category == each for c in got) for each in ("product", "service")} == {1, 2}
    for claim in got:
        assert await slots.take(claim, BOTH) is None


async def test_it_says_which_limit_is_reached_and_takes_nothing_then(slots: MongoSlots) -> None:
    for n in range(2):
        assert await slots.take(replace(A, application=f"a{n}"), BOTH) is None
    assert await slots.take(replace(A, application="a2"), BOTH) == "per_category"
    service = replace(A, application="s", category="service")
    assert await slots.take(service, BOTH) is None
    assert await slots.take(replace(service, application="t"), BOTH) == "per_enterprise"


async def test_only_categories_may_be_limited(slots: MongoSlots) -> None:
    claims = [replace(A, application=f"a{n}", category=f"c{n % 4}") for n in range(12)]
    taken = await asyncio.gather(*(slots.take(claim, EACH) for claim in claims))
    assert sorted(map(str, taken)) == ["None"] * 8 + ["per_category"] * 4


async def test_a_draft_that_comes_again_in_another_category_leaves_the_one_it_had(
    slots: MongoSlots,
) -> None:
    service = replace(A, category="service")
    assert await slots.take(A, BOTH) is None
    assert await slots.take(service, BOTH) is None
    for n in range(2):
        assert await slots.take(replace(A, application=f"a{n}"), BOTH) is None
    assert await slots.take(A, BOTH) == "per_category"
    assert await slots.take(service, BOTH) is None


async def test_what_was_taken_before_categories_were_limited_counts_in_all(
    slots: MongoSlots, db: Database
) -> None:
    await db["places"].insert_one({"_id": f"p/2019/{USCC}", "applications": ["x", "a"]})
    assert await slots.take(A, BOTH) is None
    assert await slots.take(replace(A, application="b"), BOTH) is None
    assert await slots.take(replace(A, application="c"), BOTH) == "per_enterprise"
    found = await db["places"].find_one({})
    assert found == {
        "_id": f"p/2019/{USCC}",
        "applications": ["x", "a", "b"],
        "categories": {"product": ["a", "b"]},
    }
