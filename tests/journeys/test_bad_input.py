"""Bad input gets a problem of its own kind (RFC 9457) and changes nothing."""

from typing import Any

import httpx
import pytest

from shared.http.problems import TYPE_BASE
from tests.clients.enterprise import Application
from tests.clients.small_round import SmallRound
from tests.journeys.bad_input import BAD_INPUT, Bad, accepted


@pytest.mark.parametrize("bad", BAD_INPUT, ids=lambda bad: bad.what)
async def test_bad_input_gets_its_own_problem_and_changes_nothing(
    small_round: SmallRound, bad: Bad
) -> None:
    application = await bad.scene(small_round)
    before = await _everything(small_round, application)

    answer = await bad.attempt(small_round, application)

    assert _problem(answer) == (bad.status, bad.code, bad.fields)
    assert await _everything(small_round, application) == before


def test_no_two_kinds_of_bad_input_share_a_problem() -> None:
    codes = [bad.code for bad in BAD_INPUT]
    assert sorted(codes) == sorted(set(codes))


async def test_recommending_above_the_quota_takes_nothing_and_names_the_excess(
    small_round: SmallRound,
) -> None:
    four = [await accepted(small_round) for _ in range(4)]
    before = [await _everything(small_round, application) for application in four]

    answer = await small_round.city.try_recommend(small_round.path, four)

    assert _problem(answer) == (409, "quota-exceeded", ("rank 4",))
    assert answer.json()["errors"][0]["message"] == four[3].number
    assert [await _everything(small_round, application) for application in four] == before


async def test_two_sheets_at_once_never_both_take_the_last_place(small_round: SmallRound) -> None:
    four = [await small_round.accepted() for _ in range(4)]
    await small_round.recommend(*four[:2])

    answers = [
        await small_round.city.try_recommend(small_round.path, [application], sheet=application.id)
        for application in four[2:]
    ]

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    progress = await _progress(small_round)
    assert progress["stages"]["recommended"] == 3


async def test_deciding_a_case_too_early_is_a_problem_of_its_row_and_changes_nothing(
    small_round: SmallRound,
) -> None:
    application = await accepted(small_round)
    before = await _everything(small_round, application)

    row = await small_round.province.decide(application)

    problem = row["problem"]
    assert (row["done"], problem["status"]) == (False, 409)
    assert problem["type"] == f"{TYPE_BASE}wrong-stage"
    assert problem["title"]
    assert application.number in problem["detail"]
    assert await _everything(small_round, application) == before


async def test_a_body_that_is_no_json_names_what_is_wrong(small_round: SmallRound) -> None:
    owner = await small_round.enterprise()
    answer = await owner.call(
        "PUT", f"/intake/v1/enterprises/{owner.uscc}", content=b"{", headers=JSON
    )
    assert _problem(answer) == (422, "invalid-request", ("body",))


JSON = {"Content-Type": "application/json"}


def _problem(answer: httpx.Response) -> tuple[int, str, tuple[str, ...]]:
    """Status, code and named fields of a well-formed problem document."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    assert body["type"].startswith(TYPE_BASE)
    fields = tuple(error["field"] for error in body.get("errors", []))
    return answer.status_code, body["type"].removeprefix(TYPE_BASE), fields


async def _everything(r: SmallRound, application: Application) -> dict[str, Any]:
    """All that can be seen of an application and of its round."""
    case = await r.association.call("GET", f"/review/v1/cases/{application.id}")
    own = await application.owner.get("/intake/v1/applications")
    return {
        "view": await application.view(),
        "timeline": await application.timeline(),
        "own": own,
        "case": case.json() if case.is_success else case.status_code,
        "intake": await r.association.get(f"/intake/v1/rounds/{r.path}/progress"),
        "review": await _progress(r),
    }


async def _progress(r: SmallRound) -> dict[str, Any]:
    found: dict[str, Any] = await r.association.get(f"/review/v1/rounds/{r.path}/progress")
    return found
