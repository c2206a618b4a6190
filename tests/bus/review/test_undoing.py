"""What can't be undone is shown first, and what can be is undone for a reason: over HTTP."""

from typing import Any

import httpx

from services.review.domain.case import Case, Step
from tests.builders import NOON
from tests.bus.review.conftest import ROUND_PATH, Review
from tests.unit.review.builders import RECOMMENDED_AT, accepted, decided

LISTS = f"{ROUND_PATH}/lists"


async def keep(review: Review, *cases: Case) -> None:
    for case in cases:
        assert await review.stores.cases.open(Step(case), NOON)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


async def freeze(review: Review, **body: Any) -> httpx.Response:
    return await review.call("officer", "POST", LISTS, json=body)


async def test_a_freeze_shows_what_is_open_leaves_it_out_for_a_reason_and_is_taken_back(
    review: Review,
) -> None:
    await keep(review, decided("a1"), accepted("b1"))
    open_call = await review.ask("officer", "GET", f"{LISTS}/preview")
    assert open_call["open"]["call_until"] == "2019-07-12T16:00:00Z"
    assert open_call["refusal"]["type"].endswith("/call-open")
    review.now(RECOMMENDED_AT)
    in_chinese = {"Accept-Language": "zh"}
    old = await review.call("officer", "POST", LISTS, headers=in_chinese)
    assert code_of(old) == (428, "confirmation-required")
    assert f"GET {LISTS}/preview" in old.json()["detail"]
    assert old.json()["title"] == "须先确认"

    shown = await review.ask("officer", "GET", f"{LISTS}/preview")
    assert [entry["application"] for entry in shown["entries"]] == ["a1"]
    (place,) = shown["open"]["places"]
    assert (place["stage"], place["cases"], place["applications"]) == ("accepted", 1, ["b1"])
    confirmed = {"confirmation": shown["confirmation"]}
    assert code_of(await freeze(review, **confirmed)) == (409, "still-open")
    stale = await freeze(review, confirmation=open_call["confirmation"])
    assert code_of(stale) == (409, "shown-has-changed")
    empty = await freeze(review, **confirmed, leave_out={"reason": " "})
    assert code_of(empty) == (422, "invalid-request")
    order = {**confirmed, "leave_out": {"reason": "不再等待"}}
    first = await freeze(review, **order)
    assert (first.status_code, first.json()["left_out"]) == (201, 1)
    assert (await freeze(review, **order)).status_code == 200
    (told,) = await review.events("reviews.v1", 1)
    assert told.event.type == "laurel.review.left-out.v1"
    assert told.event.model_dump()["reason"] == "不再等待"
    case = await review.ask("association", "GET", "/review/v1/cases/b1")
    assert case["left_out"]["reason"] == "不再等待"

    list_ = f"/review/v1/lists/{first.json()['list']}"
    bare = await review.call("officer", "POST", f"{list_}/unfreezing", json={})
    assert code_of(bare) == (422, "invalid-request")
    undone = await review.ask("officer", "POST", f"{list_}/unfreezing", json={"reason": "漏评一件"})
    assert (undone["freezing"], undone["reason"]) == (1, "漏评一件")
    second = await review.ask("officer", "GET", f"{LISTS}/preview")
    assert second["freezing"] == 2
    assert (await review.call("officer", "POST", f"{list_}/notice")).status_code == 428


async def test_an_office_takes_back_its_last_act_and_both_are_kept(review: Review) -> None:
    await keep(review, accepted("a1"))
    path = "/review/v1/cases/a1/correction"
    for role, body, refusal in (
        ("association", {}, (422, "invalid-request")),
        ("reviewer", {"reason": "r"}, (403, "forbidden")),
    ):
        assert code_of(await review.call(role, "POST", path, json=body)) == refusal  # type: ignore[arg-type]
    case = await review.ask("association", "POST", path, json={"reason": "误判为齐全"})
    (kept,) = case["corrections"]
    assert (case["stage"], kept["what"], kept["reason"]) == (
        *("formal_review", "conclusion", "误判为齐全"),
    )
    assert kept["conclusion"]["accepted"] is True
    refused = await review.call("association", "POST", path, json={"reason": "r"})
    assert code_of(refused) == (409, "nothing-to-correct")
    await review.ask("association", "POST", "/review/v1/cases/a1/acceptance")
    await review.until_stages(accepted=1)
