"""The same thing filed twice, over Kafka and HTTP, until an officer settles it."""

from typing import Any

import pytest

from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationSubmitted
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.bus.review.test_undoing import code_of
from tests.clients.waiting import until
from tests.programmes.twice import FIRST, OTHER, PATENT, SECOND, both, filed
from tests.unit.review.builders import withdrawn

CASES = "/review/v1/cases"
PARENT = filed("parent", patent=PATENT)
SUBSIDIARY = filed("subsidiary", owner=OTHER, product="控制装置", patent="CN2018101234567")


@pytest.fixture
def by_rules() -> Rules:
    return both()


async def case(review: Review, application: str) -> dict[str, Any]:
    return dict(await review.ask("association", "GET", f"{CASES}/{application}"))


async def until_on_hold(review: Review, *applications: str, on_hold: bool = True) -> None:
    async def seen() -> list[bool | None]:
        answers = [await review.call("association", "GET", f"{CASES}/{a}") for a in applications]
        return [each.json().get("on_hold") for each in answers]

    await until("hold", seen, lambda found: set(found) == {on_hold})


async def file_both(review: Review, *submissions: ApplicationSubmitted) -> None:
    for one in submissions:
        await review.send(one, 1)
    await until_on_hold(review, *(one.application for one in submissions))


async def settle(review: Review, address: str, *, same: bool, role: Any = "recommender") -> Any:
    body = {"same": same, "reason": "核对专利登记簿"}
    return await review.call(role, "POST", f"{CASES}/{address}", json=body)


async def accept(review: Review, application: str) -> Any:
    return await review.call("association", "POST", f"{CASES}/{application}/acceptance")


async def test_edge_case_4_same_product_under_parent_and_subsidiary_is_on_hold_until_settled(
    review: Review,
) -> None:
    await file_both(review, PARENT, SUBSIDIARY)
    of_round = {"programme": FIRST, "round": "2019", "on_hold": True}
    found = await review.ask("association", "GET", CASES, params=of_round)
    assert [each["application"] for each in found["cases"]] == ["parent", "subsidiary"]
    (twin,) = (await case(review, "subsidiary"))["twins"]
    assert (twin["number"], twin["uscc"], twin["alike"]) == (
        *(PARENT.number, PARENT.uscc),
        [{"of": "patent", "this": "CN2018101234567", "other": PATENT}],
    )
    refused = await accept(review, "parent")
    assert code_of(refused) == (409, "case-on-hold")
    assert SUBSIDIARY.number in refused.json()["detail"]

    assert code_of(await settle(review, "subsidiary/twins/x", same=True)) == (404, "not-found")
    empty = await review.call(
        "recommender", "POST", f"{CASES}/subsidiary/twins/parent", json={"same": "perhaps"}
    )
    assert code_of(empty) == (422, "invalid-request")
    assert {each["field"] for each in empty.json()["errors"]} == {"same", "reason"}
    stranger = await settle(review, "subsidiary/twins/parent", same=True, role="enterprise")
    assert stranger.status_code == 403

    for _ in range(2):
        settled = await settle(review, "subsidiary/twins/parent", same=True)
        assert settled.status_code == 200
        assert settled.json()["stage"] == "not_accepted"
    assert settled.json()["conclusion"]["reason"] == "duplicate"
    (said,) = settled.json()["twins"][0]["settlements"]
    assert (said["how"], said["ends"], said["by"], said["reason"]) == (
        *("the_same", True, "recommender-1", "核对专利登记簿"),
    )
    assert (await accept(review, "parent")).status_code == 200
    told = await review.events("reviews.v1", 8)
    kinds = sorted((each.key, each.event.type.split(".")[2]) for each in told)
    assert kinds == [
        *(("parent", kind) for kind in ("accepted", "opened")),
        *(("parent", f"same-thing-{kind}") for kind in ("found", "settled")),
        *(("subsidiary", kind) for kind in ("not-accepted", "opened")),
        *(("subsidiary", f"same-thing-{kind}") for kind in ("found", "settled")),
    ]


async def test_a_patent_of_two_programmes_that_is_not_the_same_lets_both_go_on(
    review: Review,
) -> None:
    await file_both(review, PARENT, filed("a2", programme=SECOND, owner=OTHER, patent=PATENT))
    assert (await settle(review, "a2/twins/parent", same=False)).status_code == 200
    for application in ("parent", "a2"):
        assert not (await case(review, application))["on_hold"]
        assert (await accept(review, application)).status_code == 200


async def test_whoever_withdraws_one_of_the_two_lets_the_other_go_on(review: Review) -> None:
    await file_both(review, PARENT, SUBSIDIARY)
    await review.send(withdrawn("parent", NOON), 2)
    await until_on_hold(review, "subsidiary", on_hold=False)
    (twin,) = (await case(review, "subsidiary"))["twins"]
    assert twin["settlements"][0]["how"] == "lapsed"
