"""Edge case 8: a city recommends four with a quota of three, over HTTP."""

from datetime import datetime
from typing import Any

import httpx
import pytest

from services.review.domain.case import Step
from services.review.usecases.rules import Rules
from shared.http.problems import TYPE_BASE
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.programmes.tiers import CITY, CITY_BY, ID, IN_TIME, ROUND, tiers
from tests.unit.review.builders import CALENDAR, jiangmen, withdrawn
from tests.unit.review.test_tiers import put_forward, waiting

PATH = f"/review/v1/rounds/{ID}/{ROUND}"
CITIES = ("c1", "c2", "c3", "c4")


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([jiangmen(), tiers()]), CALENDAR)


async def keep(review: Review) -> None:
    """Four applications that their district has put forward, on a day before the cut-off."""
    review.stop_at(IN_TIME)
    for application in CITIES:
        await review.stores.cases.open(
            Step(put_forward(waiting(application), "east", 1).case), NOON
        )


async def hand_in(review: Review, sheet: str, *ranked: str, first: int = 1) -> httpx.Response:
    rows = [{"rank": n, "number": f"JM-{one}"} for n, one in enumerate(ranked, first)]
    body = {"sheet": sheet, "opinion": "同意推荐。", "rows": rows}
    return await review.call(
        "recommender", "POST", f"{PATH}/recommendations", office=CITY, json=body
    )


def problem(answer: httpx.Response) -> tuple[int, str, list[str]]:
    body = answer.json()
    named = [error["field"] for error in body.get("errors", [])]
    return answer.status_code, body["type"].removeprefix(TYPE_BASE), named


async def case(review: Review, application: str) -> Any:
    path = f"/review/v1/cases/{application}"
    return await review.ask("recommender", "GET", path, office=CITY)


async def withdraw(review: Review, application: str, at: datetime) -> None:
    review.stop_at(at)
    await review.send(withdrawn(application, at), 2)


async def test_edge_case_8_the_excess_of_a_quota_is_refused_and_a_withdrawal_makes_room_in_time(
    review: Review,
) -> None:
    await keep(review)
    refused = await hand_in(review, "four", *CITIES)
    assert problem(refused) == (409, "quota-exceeded", ["rank 4"])
    assert (await review.progress(PATH))["stages"] == {"before_city_tier": 4}
    assert (await hand_in(review, "three", *CITIES[:3])).json()["recommended"] == 3
    assert problem(await hand_in(review, "rest", "c4", first=4))[1] == "quota-exceeded"
    await withdraw(review, "c1", IN_TIME)
    await review.until_stages_of(PATH, withdrawn=1, before_province_tier=2, before_city_tier=1)
    assert (await hand_in(review, "rest", "c4", first=4)).json()["recommended"] == 1
    promoted = await case(review, "c4")
    assert (promoted["recommendation"]["rank"], promoted["stage"]) == (4, "before_province_tier")
    (district,) = promoted["earlier_recommendations"]
    assert (district["recommender"], district["stage"]) == ("east", "district-tier")
    assert [(await case(review, one))["recommendation"]["rank"] for one in ("c2", "c3")] == [2, 3]


async def test_edge_case_8_after_the_cut_off_a_withdrawal_promotes_nobody(review: Review) -> None:
    await keep(review)
    assert (await hand_in(review, "three", *CITIES[:3])).json()["recommended"] == 3
    await withdraw(review, "c1", CITY_BY)
    await review.until_stages_of(PATH, withdrawn=1, before_province_tier=2, before_city_tier=1)
    late = await hand_in(review, "rest", "c4", first=4)
    assert problem(late)[:2] == (409, "recommendation-closed")
    assert (await case(review, "c4"))["stage"] == "before_city_tier"
