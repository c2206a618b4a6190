"""Letters of several offices about many cases: one decision each, whoever comes first."""

import asyncio
import os
import signal
from collections.abc import Sequence
from datetime import date

from services.review.usecases.case.bulk import Result
from services.review.usecases.case.open_case import OpenCase
from services.review.usecases.stages.formal_review.review_formally import (
    ReviewFormally,
    ReviewOrder,
)
from shared.heard import Position
from tests.builders import NOON
from tests.clients.process import run_module
from tests.programmes.joint import COMMISSION, MINISTRY
from tests.store.review import letters
from tests.store.review.conftest import Stored
from tests.store.review.letters import CITIES, rules
from tests.unit.review.builders import ASSOCIATION
from tests.unit.review.small_cases import a_small_submission


async def keep_accepted(stored: Stored) -> None:
    """Seventeen cities that wait for the two authorities."""
    for number, city in enumerate(CITIES):
        submission = a_small_submission(city, number=f"C-{number}")
        await OpenCase(stored.cases, stored.twins, rules())(
            submission, Position("applications.v1", 1), NOON
        )
    review = ReviewFormally(stored.cases, stored.lists, stored.enterprises, rules())
    orders = [ReviewOrder(city, {}, "accept") for city in CITIES]
    assert not any(one.problem for one in await review(orders, official=ASSOCIATION, at=NOON))


async def send(
    stored: Stored, office: str, cities: Sequence[str] = CITIES, verdict: str = "support"
) -> list[Result]:
    return await letters.send(stored.cases, stored.lists, office, cities, verdict)


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


async def test_a_letter_that_a_kill_cut_short_is_sent_again_and_decides_each_city_once(
    stored: Stored, mongo_uri: str, database: str
) -> None:
    await keep_accepted(stored)
    environ = {**os.environ, "MONGO": mongo_uri, "DATABASE": database}
    module = "tests.store.review.letter_process"
    for office, cut_at in ((MINISTRY, 5), (COMMISSION, 9)):
        status, said = await run_module(module, environ, office, str(cut_at))
        assert status == -signal.SIGKILL, said
        recorded = [
            sum(one.office == office for one in (await stored.case(city)).letters)
            for city in CITIES
        ]
        assert sum(recorded) == cut_at
        for _ in range(2):
            assert await codes(await send(stored, office)) == {None}
        decided = await stored.events("stage-concluded")
        assert sum(decided.values()) == (0 if office == MINISTRY else 17)
    assert await stages(stored) == {"list": 17}
    assert set((await stored.events("stage-concluded")).values()) == {1}
    assert [len((await stored.case(city)).letters) for city in CITIES] == [2] * 17
