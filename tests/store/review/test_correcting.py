"""A correction against everything that may happen at the same moment."""

import asyncio

import pytest

from services.review.domain.official import Official
from services.review.store.case.corrections import MongoCorrections
from services.review.usecases.case.correct import Correct
from services.review.usecases.rules import Rules
from shared.errors import NotFound, Rejected
from tests.store.review.conftest import FROZEN_AT, Stored
from tests.store.review.test_meetings import (
    CASES,
    COMMITTEE,
    RULES,
    Office,
    voted_on,
)
from tests.store.review.test_sheets import hand_in, handed_in, used, work
from tests.store.review.test_unfreezing import awaiting_supplement
from tests.unit.review.builders import (
    ASSOCIATION,
    CITY,
    accepted,
    decided,
    rules,
)
from tests.unit.review.meetings import HELD_AT, awaiting_vote

REVIEWER = Official("reviewer-1", frozenset({"reviewer"}), None)


async def correct(
    stored: Stored, application: str, official: Official = REVIEWER, known: Rules | None = None
) -> None:
    corrections = MongoCorrections(stored.database, stored.cases, stored.twins)
    use = Correct(stored.cases, corrections, stored.meetings, known or rules())
    await use(application, reason="看错了材料", official=official, at=FROZEN_AT)


async def test_only_the_office_that_acted_takes_it_back(stored: Stored) -> None:
    await stored.keep(decided("a1"), accepted("a2"))
    for application, official in (("a1", ASSOCIATION), ("a2", REVIEWER), ("a2", CITY)):
        with pytest.raises(Rejected, match="forbidden"):
            await correct(stored, application, official)
    with pytest.raises(NotFound):
        await correct(stored, "nobody")
    await correct(stored, "a2", ASSOCIATION)
    assert await stored.stages() == {"decided": 1, "formal_review": 1}
    assert await stored.events("taken-back") == {("a2", "taken-back"): 1}


async def test_a_notification_is_taken_back_by_its_association_and_is_told(stored: Stored) -> None:
    await stored.keep(awaiting_supplement("b1"))
    with pytest.raises(Rejected, match="forbidden"):
        await correct(stored, "b1", CITY)
    await correct(stored, "b1", ASSOCIATION)
    case = await stored.case("b1")
    (kept,) = case.notifications
    assert (case.stage, case.expires_at, kept.taken_back is not None) == (
        *("formal_review", None, True),
    )
    told = ("b1", "notification-taken-back")
    assert await stored.events(told[1]) == {told: 1}
    with pytest.raises(Rejected, match="nothing-to-correct"):
        await correct(stored, "b1", ASSOCIATION)


async def test_nothing_is_taken_back_under_a_frozen_list_and_after_it_is_unfrozen_it_is(
    stored: Stored,
) -> None:
    await stored.keep(decided("a1"), decided("a2"))
    found = await stored.freeze()
    with pytest.raises(Rejected, match="list-frozen"):
        await correct(stored, "a1")
    await stored.unfreeze(found.id)
    await correct(stored, "a1")
    assert await stored.stages() == {"recommended": 1, "decided": 1}


async def test_of_a_freeze_and_a_correction_at_once_one_sees_the_other(stored: Stored) -> None:
    names = [f"a{n}" for n in range(6)]
    await stored.keep(*(decided(name) for name in names), decided("z"))
    results = await asyncio.gather(
        *(correct(stored, name) for name in names), stored.freeze(), return_exceptions=True
    )
    assert all(isinstance(one, Rejected) for one in results if isinstance(one, BaseException))
    frozen = not isinstance(results[-1], BaseException)
    corrected = (await stored.stages()).get("recommended", 0)
    assert corrected == 0 if frozen else corrected > 0
    entries = await stored.database["list_entries"].count_documents({})
    assert entries == (7 if frozen else 0)


async def test_a_recommendation_that_is_taken_back_gives_its_slot_to_another_sheet(
    stored: Stored,
) -> None:
    await stored.keep(accepted("a1"), accepted("a2"))
    await hand_in(stored, handed_in("s1", "a1", "a2"))
    await work(stored)
    assert await used(stored) == 2
    another = Official("city-2", frozenset({"recommender"}), "elsewhere")
    with pytest.raises(Rejected, match=r"forbidden|not-found"):
        await correct(stored, "a1", another)
    await correct(stored, "a1", CITY)
    assert (await used(stored), await stored.stages()) == (1, {"accepted": 1, "recommended": 1})
    await hand_in(stored, handed_in("s2", "a1"))
    await work(stored)
    assert (await used(stored), await stored.stages()) == (2, {"recommended": 2})


async def test_what_a_meeting_decided_is_taken_back_and_another_meeting_decides_it(
    stored: Stored,
) -> None:
    await stored.keep(*(awaiting_vote(case) for case in CASES))
    office = Office(stored)
    await voted_on(office)
    with pytest.raises(Rejected, match="acted-on-since"):
        await correct(stored, CASES[0], ASSOCIATION, RULES)
    await office.close()
    await office.decide(HELD_AT)
    decision = (await stored.case(CASES[0])).decision
    await correct(stored, CASES[0], COMMITTEE, RULES)
    case = await stored.case(CASES[0])
    assert (case.stage, case.corrections[0].decision) == ("vote", decision)
    assert (await office.plan(2)).cases == 2
