"""What callers of review get: roles, problems, and an interface that describes itself."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from services.review.api.stages.recommendation.workbook import MEDIA_TYPE
from services.review.domain.case import Step
from shared.http.roles import Role
from tests.builders import NOON
from tests.bus.review.conftest import ROUND_PATH, Review
from tests.unit.review.builders import (
    PROGRAMME,
    RECOMMENDED_AT,
    ROUND,
    accepted,
    announced,
    decided,
    opened,
)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["type"].rpartition("/")[2]


async def keep(review: Review, *cases: Any) -> None:
    for case in cases:
        await review.stores.cases.open(Step(case), NOON)


OBJECTOR = {
    "kind": "person",
    "name": "张三",
    "phone": "0750-1234567",
    "employer": "某公司",
    "signature": "张三",
}
CALLS: list[tuple[Role | None, str, str, dict[str, Any]]] = [
    (None, "GET", "/review/v1/cases?programme=p&round=r", {}),
    ("enterprise", "GET", f"{ROUND_PATH}/progress", {}),
    ("recommender", "POST", "/review/v1/formal-review", {}),
    ("recommender", "POST", "/review/v1/cases/a1/acceptance", {}),
    ("association", "POST", f"{ROUND_PATH}/recommendations", {}),
    ("association", "GET", f"{ROUND_PATH}/summary-sheet.xlsx", {}),
    ("recommender", "POST", "/review/v1/decisions", {}),
    ("reviewer", "POST", f"{ROUND_PATH}/lists", {}),
    ("reviewer", "POST", "/review/v1/lists/l1/notice", {}),
    ("reviewer", "POST", "/review/v1/lists/l1/announcement", {}),
    ("operator", "GET", "/review/v1/lists/l1/objections", {}),
    ("operator", "GET", "/review/v1/lists/l1/objections/o1/objector", {}),
]


async def test_everybody_else_is_kept_out(review: Review) -> None:
    for role, method, path, _ in CALLS:
        expected = (401, "unauthenticated") if role is None else (403, "forbidden")
        assert code_of(await review.call(role, method, path)) == expected, path


async def test_bad_input_gets_its_own_problem_and_changes_nothing(review: Review) -> None:
    await keep(review, opened("a1"), opened("b1", "M01"), accepted("c1"))
    before = await review.progress()
    bad: list[tuple[Role | None, str, Any, tuple[int, str]]] = [
        ("association", "cases/nobody/acceptance", None, (404, "not-found")),
        ("association", "cases/b1/acceptance", None, (409, "not-complete")),
        ("association", "cases/c1/acceptance", None, (409, "wrong-stage")),
        ("association", "cases/a1/notification", None, (409, "nothing-missing")),
        (
            "association",
            "cases/a1/non-acceptance",
            {"reason": "not_sealed"},
            (422, "unknown-reason"),
        ),
        (
            "association",
            "cases/a1/verdicts",
            {"verdicts": [{"requirement": "M99", "verdict": "accept"}]},
            (422, "unknown-item"),
        ),
        (
            "association",
            "cases/a1/verdicts",
            {"verdicts": [{"requirement": "M01", "verdict": "invalid"}]},
            (422, "reason-required"),
        ),
        (
            "association",
            "cases/a1/verdicts",
            {"verdicts": [{"requirement": "M01", "verdict": "perhaps"}]},
            (422, "invalid-request"),
        ),
        ("association", "formal-review", {"decisions": []}, (422, "invalid-request")),
        ("officer", f"rounds/{PROGRAMME}/1999/lists", None, (404, "unknown-round")),
        ("officer", f"rounds/no-such/{ROUND}/lists", None, (404, "unknown-programme")),
        ("officer", f"rounds/{PROGRAMME}/{ROUND}/lists", None, (428, "confirmation-required")),
        ("officer", "lists/none/notice", None, (404, "not-found")),
        ("officer", "lists/none/announcement", None, (404, "not-found")),
    ]
    for role, path, body, expected in bad:
        answer = await review.call(role, "POST", f"/review/v1/{path}", json=body)
        assert code_of(answer) == expected, path
    assert await review.progress() == before


def verdicts(*sent: tuple[str, str | None]) -> list[dict[str, str | None]]:
    return [{"requirement": r, "verdict": "invalid", "reason": reason} for r, reason in sent]


@pytest.mark.parametrize(
    ("role", "path", "body", "field"),
    [
        (
            "association",
            "cases/a1/verdicts",
            {"verdicts": verdicts(("M01", "not_sealed"), ("M02", None))},
            "verdicts.1.reason",
        ),
        (
            "association",
            "cases/a1/verdicts",
            {"verdicts": verdicts(("M01", "not_sealed"), ("M01", "not_sealed"))},
            "verdicts",
        ),
        ("association", "cases/a1/non-acceptance", {"reason": "not_sealed"}, "reason"),
        ("association", "cases/nobody/acceptance", None, "application"),
    ],
)
async def test_a_field_that_was_wrong_is_named_with_what_was_expected(
    review: Review, role: Role, path: str, body: Any, field: str
) -> None:
    await keep(review, opened("a1"))
    answer = await review.call(role, "POST", f"/review/v1/{path}", json=body)
    (wrong,) = answer.json()["errors"]
    assert wrong["field"] == field
    assert wrong["message"].startswith(("must ", "is missing; must be one of: empty_file, "))


async def test_in_a_bulk_request_the_row_of_a_wrong_field_is_named(review: Review) -> None:
    await keep(review, *(opened(f"a{n}") for n in range(4)), opened("b1", "M01"))
    rows: list[dict[str, Any]] = [
        {"application": "a0", "conclude": "accept"},
        {"application": "a1", "conclude": "notify", "verdicts": verdicts(("M01", None))},
        {"application": "a2", "conclude": "not_accept"},
        {"application": "a3", "conclude": "not_accept", "reason": "ugly"},
        {"application": "nobody", "conclude": "accept"},
        {"application": "b1", "conclude": "accept"},
        {"application": "c1", "conclude": "accept"},
        {"application": "c1", "conclude": "accept"},
    ]
    path = "/review/v1/formal-review"
    answer = await review.ask("association", "POST", path, json={"decisions": rows})
    fields = [
        [e["field"] for e in (row["problem"] or {}).get("errors", [])] for row in answer["results"]
    ]
    assert fields == [
        [],
        ["decisions.1.verdicts.0.reason"],
        ["decisions.2.reason"],
        ["decisions.3.reason"],
        ["decisions.4.application"],
        ["M02", "M05", "M07", "M08", "M09"],
        ["decisions.6.application"],
        ["decisions.7.application"],
    ]
    twice = {**rows[1], "verdicts": verdicts(("M01", "expired"), ("M01", "expired"))}
    refused = await review.call("association", "POST", path, json={"decisions": [rows[0], twice]})
    assert code_of(refused) == (422, "invalid-request")
    assert [e["field"] for e in refused.json()["errors"]] == ["decisions.1.verdicts"]


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [
        ("operator", f"rounds/{PROGRAMME}/typo/progress", (404, "unknown-round")),
        ("operator", f"rounds/typo/{ROUND}/progress", (404, "unknown-programme")),
        ("operator", f"cases?programme=typo&round={ROUND}", (404, "unknown-programme")),
        ("recommender", f"rounds/{PROGRAMME}/typo/summary-sheet.xlsx", (404, "unknown-round")),
        ("operator", f"rounds/{PROGRAMME}/typo/lists", (404, "unknown-round")),
        ("recommender", "rounds/中/%0D%0Ax/summary-sheet.xlsx", (404, "unknown-programme")),
        (None, f"lists/l1?cursor={2**63}", (422, "invalid-request")),
    ],
)
async def test_what_cannot_be_looked_for_is_refused(
    review: Review, role: Role | None, path: str, expected: tuple[int, str]
) -> None:
    assert code_of(await review.call(role, "GET", f"/review/v1/{path}")) == expected


async def test_numbers_too_large_and_halves_of_characters_are_refused(review: Review) -> None:
    half = b'{"application": "\\ud800", "verdict": "recognise", "opinion": "o"}'
    rows = [{"rank": 2**63, "number": "JM-a1"}]
    objection = {"entry": 2**63, "objector": OBJECTOR, "facts": "f", "evidence": "e"}
    bad: list[tuple[Role | None, str, bytes]] = [
        ("reviewer", "decisions", b'{"decisions": [' + half + b"]}"),
        (
            "recommender",
            f"rounds/{PROGRAMME}/{ROUND}/recommendations",
            json.dumps({"sheet": "s1", "opinion": "o", "rows": rows}).encode(),
        ),
        (None, "lists/l1/objections", json.dumps(objection).encode()),
    ]
    for role, path, body in bad:
        headers = {"Content-Type": "application/json"}
        answer = await review.call(
            role, "POST", f"/review/v1/{path}", content=body, headers=headers
        )
        assert code_of(answer) == (422, "invalid-request"), path


async def test_a_second_notification_is_refused(review: Review) -> None:
    await keep(review, opened("b1", "M01"))
    path = "/review/v1/cases/b1/notification"
    first = await review.ask("association", "POST", path)
    assert (first["stage"], first["supplement_round"]) == ("awaiting_delivery", 1)
    assert code_of(await review.call("association", "POST", path)) == (409, "already-notified")


async def test_a_row_that_cannot_be_decided_tells_why_and_the_others_are_done(
    review: Review,
) -> None:
    await keep(review, opened("a1"), accepted("a2"))
    decisions = [
        {"application": a, "verdict": "recognise", "opinion": "同意"} for a in ("a1", "a2", "a3")
    ]
    answer = await review.ask(
        "reviewer", "POST", "/review/v1/decisions", json={"decisions": decisions}
    )
    found = [(r["done"], r["problem"]["type"].rpartition("/")[2]) for r in answer["results"]]
    assert found == [(False, "wrong-stage"), (False, "wrong-stage"), (False, "not-found")]


@pytest.mark.parametrize(
    "media_type",
    [MEDIA_TYPE, "application/wps-office.xlsx", "application/octet-stream", "application/json"],
)
async def test_the_summary_sheet_goes_out_and_comes_back_ranked(
    review: Review, media_type: str
) -> None:
    await keep(review, *(accepted(f"a{n}") for n in range(3)))
    review.now(RECOMMENDED_AT)
    blank = await review.call("recommender", "GET", f"{ROUND_PATH}/summary-sheet.xlsx")
    workbook = load_workbook(BytesIO(blank.content))
    for rank, row in enumerate((4, 2), 1):
        workbook.worksheets[0][f"A{row}"] = rank
    filled = BytesIO()
    workbook.save(filled)
    unnamed = await review.call(
        "recommender",
        "POST",
        f"{ROUND_PATH}/recommendations?opinion=agreed",
        content=filled.getvalue(),
        headers={"Content-Type": media_type},
    )
    assert unnamed.json()["errors"] == [{"field": "sheet", "message": "is missing"}]
    answer = await review.ask(
        "recommender",
        "POST",
        f"{ROUND_PATH}/recommendations?sheet=x1&opinion=agreed",
        content=filled.getvalue(),
        headers={"Content-Type": media_type},
    )
    assert (answer["recommended"], answer["state"]) == (2, "done")
    assert (answer["without_rank"], answer["passed_over"]) == (1, [])
    best = await review.ask("recommender", "GET", "/review/v1/cases/a2")
    assert (best["stage"], best["recommendation"]["rank"]) == ("recommended", 1)


async def seen(review: Review, role: Role, application: str = "a1") -> tuple[bool, bool]:
    case = await review.ask(role, "GET", f"/review/v1/cases/{application}")
    return case["decision"] is not None, case["answers"] is not None


async def test_a_decision_is_under_embargo_and_answers_are_for_those_who_judge_them(
    review: Review,
) -> None:
    over = decided("a2")
    await keep(review, decided("a1"), announced(over, None, at=RECOMMENDED_AT).case)
    readers: list[Role] = ["association", "recommender", "operator", "reviewer", "officer"]
    before = {role: await seen(review, role) for role in readers}
    assert before == {
        "association": (False, True),
        "recommender": (False, False),
        "operator": (False, False),
        "reviewer": (True, True),
        "officer": (True, True),
    }
    after = {role: await seen(review, role, "a2") for role in readers}
    assert {role: decision for role, (decision, _) in after.items()} == dict.fromkeys(readers, True)


@pytest.mark.parametrize(
    ("claim", "named", "expected"),
    [
        (None, None, (403, "forbidden")),
        (None, "jiangmen", (403, "forbidden")),
        ("heshan", "jiangmen", (403, "forbidden")),
        ("heshan", None, (403, "forbidden")),
    ],
)
async def test_an_office_recommends_only_for_itself(
    review: Review, claim: str | None, named: str | None, expected: tuple[int, str]
) -> None:
    await keep(review, accepted("a1"))
    review.now(RECOMMENDED_AT)
    token = review.issuer.mint("somebody", ["recommender"], office=claim)
    body = {"sheet": "s1", "opinion": "o", "rows": [{"rank": 1, "number": "JM-a1"}]}
    answer = await review.call(
        None,
        "POST",
        f"{ROUND_PATH}/recommendations",
        json=body | {"recommender": named},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert code_of(answer) == expected
    named_fields = [error["field"] for error in answer.json().get("errors", [])]
    assert named_fields == (["recommender"] if expected[0] == 422 else [])
    assert (await review.progress())["stages"] == {"accepted": 1}


@pytest.mark.parametrize(
    "objector",
    [
        {"kind": "person", "name": "张三", "phone": "0750-1234567", "employer": "某公司"},
        {"kind": "person", "name": "张", "phone": "1", "employer": "某公司", "signature": "张"},
        {"kind": "organisation", "name": "某协会", "phone": "0750-1234567", "contact": "李四"},
        {"kind": "anonymous"},
        {},
    ],
)
async def test_an_objection_without_a_full_real_identity_is_refused(
    review: Review, objector: dict[str, str]
) -> None:
    body = {"entry": 1, "objector": objector, "facts": "f", "evidence": "e"}
    answer = await review.call(None, "POST", "/review/v1/lists/l1/objections", json=body)
    assert code_of(answer) == (422, "invalid-request")


async def test_an_objection_arrives_before_its_body_is_read(review: Review) -> None:
    await keep(review, decided("a1"))
    review.now(RECOMMENDED_AT)
    frozen = await review.confirm(f"{ROUND_PATH}/lists")
    path = f"/review/v1/lists/{frozen['list']}"
    notice = await review.confirm(f"{path}/notice")
    closes_at = datetime.fromisoformat(notice["closes_at"])
    objection = {"entry": 1, "objector": OBJECTOR, "facts": "f", "evidence": "e"}

    async def slowly_sent() -> AsyncIterator[bytes]:
        review.stop_at(closes_at)
        yield json.dumps(objection).encode()

    review.stop_at(closes_at - timedelta(seconds=1))
    taken = await review.ask(
        None,
        "POST",
        f"{path}/objections",
        content=slowly_sent(),
        headers={"Content-Type": "application/json"},
    )
    assert taken["in_time"] is True
    early = await review.call(
        "officer", "POST", f"{path}/announcement", json={"confirmation": "any"}
    )
    assert code_of(early) == (409, "notice-running")
