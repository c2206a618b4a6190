"""Letters of several offices about many cases: one decision each, whoever comes first."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from services.review.domain.official import Official
from services.review.usecases.case.bulk import Result
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.rules import Rules
from services.review.usecases.stages.decision.answer_by_letter import AnswerByLetter, SentLetter
from services.review.usecases.stages.formal_review.review_formally import (
    ReviewFormally,
    ReviewOrder,
)
from shared.heard import Position
from shared.programmes import Programmes
from tests.builders import NOON
from tests.programmes.joint import COMMISSION, MINISTRY, joint_programme
from tests.store.review.conftest import Stored
from tests.unit.review.builders import ASSOCIATION, CALENDAR
from tests.unit.review.small_cases import a_small_submission

CITIES = tuple(f"c{n:02d}" for n in range(17))
LATER = NOON + timedelta(days=20)


def rules() -> Rules:
    return Rules(Programmes([joint_programme()]), CALENDAR)


async def keep_accepted(stored: Stored) -> None:
    """Seventeen cities that wait for the two authorities."""
    for number, city in enumerate(CITIES):
        submission = a_small_submission(city, number=f"C-{number}")
        await OpenCase(stored.cases, rules())(submission, Position("applications.v1", 1), NOON)
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    orders = [ReviewOrder(city, {}, "accept") for city in CITIES]
    assert not any(one.problem for one in await review(orders, official=ASSOCIATION, at=NOON))


async def send(
    stored: Stored, office: str, cities: Sequence[str] = CITIES, verdict: str = "support"
) -> list[Result]:
    letter = SentLetter(
        number=f"{office} 45",
        dated=date(2019, 7, 1),
        verdict=verdict,
        opinion="同意支持建设。",
        reason=None if verdict == "support" else "unfit",
        stage=None,
        applications=cities,
    )
    answer = AnswerByLetter(stored.cases, stored.lists, rules())
    official = Official(f"{office}-1", frozenset({"officer"}), office)
    return await answer(letter, official=official, at=LATER)


async def codes(results: list[Result]) -> set[str | None]:
    return {one.problem.code if one.problem else None for one in results}


async def stages(stored: Stored) -> dict[str, int]:
    found = [(await stored.case(city)).stage for city in CITIES]
    return {stage: found.count(stage) for stage in found}


async def test_one_letter_of_each_authority_admits_seventeen_cities(stored: Stored) -> None:
    await keep_accepted(stored)
    assert await codes(await send(stored, MINISTRY)) == {None}
    assert await stages(stored) == {"approval": 17}
    assert await stored.events("stage-concluded") == {}
    (letter,) = (await stored.case("c00")).letters
    assert (letter.office, letter.date) == (MINISTRY, date(2019, 7, 1))
    assert await codes(await send(stored, COMMISSION, CITIES[:16])) == {None}
    assert await codes(await send(stored, COMMISSION, CITIES[16:], "decline")) == {None}
    assert await stages(stored) == {"list": 16, "approval_failed": 1}
    assert await codes(await send(stored, MINISTRY)) == {None}
    assert await codes(await send(stored, MINISTRY, verdict="decline")) == {"letter-differs"}
    concluded = await stored.events("stage-concluded")
    assert concluded == {(city, "stage-concluded"): 1 for city in CITIES}


async def test_letters_that_come_at_once_decide_once(stored: Stored) -> None:
    await keep_accepted(stored)
    both = (MINISTRY, COMMISSION)
    for results in await asyncio.gather(*(send(stored, office) for office in 2 * both)):
        assert await codes(results) <= {None, "stale-version"}
    for office in both:
        assert await codes(await send(stored, office)) == {None}
    assert await stages(stored) == {"list": 17}
    assert set((await stored.events("stage-concluded")).values()) == {1}
    assert all([len((await stored.case(city)).letters) == 2 for city in CITIES])


async def test_only_an_official_of_the_authority_answers_for_it(stored: Stored) -> None:
    await keep_accepted(stored)
    assert await codes(await send(stored, "finance-bureau")) == {"not-found"}
    assert await stages(stored) == {"approval": 17}
