"""A construction over HTTP: its applicant reports and assesses, its overseer may end it."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.review.domain.case import Step
from services.review.usecases.rules import Rules
from shared.contracts.construction import IndicatorReported, ReportDue, TaskReported
from shared.contracts.reviews import StageConcluded
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.clients.waiting import until
from tests.programmes.building import COMMISSION, FIRMS, MINISTRY, RANK, SHARE
from tests.unit.review.builders import CALENDAR
from tests.unit.review.building import REPORTED_AT, RULES, building

APPLICATION = "p1"
AT = f"/review/v1/cases/{APPLICATION}/construction"
TASK_DONE = {"task": "plan", "state": "done", "on": "2019-12-20", "evidence": "文件"}


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([RULES]), CALENDAR)


@pytest.fixture
async def admitted(review: Review) -> Review:
    """One case that is being built."""
    review.stop_at(REPORTED_AT)
    await review.stores.cases.open(Step(building(APPLICATION)), NOON)
    return review


async def call(
    review: Review, method: str, path: str = "", *, code: str | None = None, **more: Any
) -> httpx.Response:
    own = code or building(APPLICATION).uscc
    token = review.issuer.mint("city-1", ["enterprise"], uscc=own)
    headers = {"Authorization": f"Bearer {token}"}
    return await review.http.request(method, AT + path, headers=headers, **more)


async def report(review: Review, *rows: dict[str, Any], **more: Any) -> httpx.Response:
    return await call(review, "POST", "/indicators", json={"indicators": rows}, **more)


def figure(indicator: str, tells: str = "actual", **changes: Any) -> dict[str, Any]:
    plain = {"indicator": indicator, "tells": tells, "year": 2019, "value": "50", "source": "公报"}
    return {**plain, **changes}


def everything() -> list[dict[str, Any]]:
    return [
        figure(id_, tells) for id_ in (SHARE, FIRMS, RANK) for tells in ("base", "target", "actual")
    ]


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


async def test_a_city_reports_is_evaluated_and_all_of_it_is_told_once(admitted: Review) -> None:
    for _ in range(2):
        assert (await report(admitted, *everything())).is_success
        answer = await call(admitted, "POST", "/tasks", json={"tasks": [TASK_DONE]})
        assert answer.is_success
    assessed = await call(admitted, "POST", "/self-assessment", json={"text": "总体完成"})
    assert assessed.is_success, assessed.text
    seen = assessed.json()
    assert (seen["state"], seen["met"], seen["indicators_in_all"]) == ("over", 3, 3)
    told = [one.event for one in await admitted.events("construction.v1", 10)]
    assert sum(isinstance(event, IndicatorReported) for event in told) == 9
    assert sum(isinstance(event, TaskReported) for event in told) == 1
    (concluded,) = [one.event for one in await admitted.events("reviews.v1", 1)]
    assert isinstance(concluded, StageConcluded)
    assert concluded.next == "evaluation"
    assert code_of(await report(admitted, figure(SHARE, year=2018))) == "wrong-stage"


async def test_city_and_officials_read_what_is_built_and_due(admitted: Review) -> None:
    await report(admitted, figure(SHARE, "target"), figure(SHARE, qualifier="more_than"))
    own = (await call(admitted, "GET")).json()
    officer = await admitted.ask("officer", "GET", AT, office=COMMISSION)
    assert own == officer
    share = next(one for one in own["indicators"] if one["indicator"] == SHARE)
    assert (share["actual"]["qualifier"], share["met"]) == ("more_than", True)
    assert own["figures_due"]["year"] == 2019
    assert own["figures_due"]["missing"] == [FIRMS, RANK]


async def test_what_another_applicant_builds_is_not_there(admitted: Review) -> None:
    other = "91440703MA4UQ8XK1X"
    assert (await call(admitted, "GET", code=other)).status_code == 404
    assert (await report(admitted, figure(SHARE), code=other)).status_code == 404
    case = await admitted.stores.cases.get(APPLICATION)
    assert case is not None
    assert case.record.built is None


async def test_rows_that_are_wrong_are_named_in_both_languages(admitted: Review) -> None:
    rows = (figure(SHARE), figure("weight"), figure(FIRMS, value="1.5"))
    answer = await report(admitted, *rows)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [
        "indicators.1.indicator",
        "indicators.2.value",
    ]
    assert (await call(admitted, "GET")).json()["figures_due"]["missing"] == [SHARE, FIRMS, RANK]


async def test_only_its_overseer_ends_a_construction(admitted: Review) -> None:
    body = {"reason": "gave_up", "note": "来函说明"}
    path = f"{AT}/abandonment"
    refused = await admitted.call("officer", "POST", path, office=COMMISSION, json=body)
    assert refused.status_code == 403
    for _ in range(2):
        ended = await admitted.ask("officer", "POST", path, office=MINISTRY, json=body)
        assert (ended["state"], ended["abandoned"]["note"]) == ("abandoned", "来函说明")
    assert code_of(await report(admitted, figure(SHARE))) == "case-closed"
    (concluded,) = [one.event for one in await admitted.events("reviews.v1", 1)]
    assert isinstance(concluded, StageConcluded)
    assert (concluded.outcome, concluded.reason) == ("failed", "gave_up")


async def test_the_clock_tells_what_is_missing_when_the_time_comes(admitted: Review) -> None:
    await report(admitted, figure(SHARE))
    admitted.now(datetime(2020, 3, 2, tzinfo=UTC))

    async def reminded() -> list[ReportDue]:
        found = [one.event for one in await admitted.events("construction.v1", 2)]
        return [event for event in found if isinstance(event, ReportDue)]

    (due,) = await until("a reminder", reminded, lambda seen: len(seen) == 1)
    assert (due.year, due.overdue, [one.en for one in due.missing]) == (
        2019,
        False,
        ["Firms", "Rank"],
    )
