"""Joint decisions over HTTP: who has answered, and whom a case waits for, is said everywhere."""

from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.opening import open_case
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.usecases.rules import Rules
from shared.contracts.reviews import StageConcluded
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.programmes.joint import COMMISSION, ID, MINISTRY, ROUND, joint_programme
from tests.unit.review.builders import CALENDAR, jiangmen
from tests.unit.review.small_cases import a_small_submission

QUEUE = f"/review/v1/cases?programme={ID}&round={ROUND}"
PROGRAMME = joint_programme(sealed=True)


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([jiangmen(), PROGRAMME]), CALENDAR)


def awaiting(application: str, **facts: Any) -> Case:
    submission = a_small_submission(application, **facts)
    case = open_case(submission, PROGRAMME, CALENDAR, NOON).case
    return accept(case, PROGRAMME, CALENDAR, by="o", at=NOON).case


async def keep(review: Review, *applications: str) -> None:
    for application in applications:
        await review.stores.cases.open(Step(awaiting(application)), NOON)


def letter(*applications: str, **changes: Any) -> dict[str, Any]:
    plain = {
        "number": "国科发区〔2018〕45号",
        "date": "2018-04-10",
        "verdict": "support",
        "opinion": "同意支持建设。",
        "applications": applications,
    }
    return plain | changes


async def send(review: Review, office: str, body: dict[str, Any]) -> list[Any]:
    answer = await review.ask("officer", "POST", "/review/v1/letters", office=office, json=body)
    return [row["problem"] for row in answer["results"]]


async def test_queue_and_case_say_who_has_answered_and_whom_they_wait_for(review: Review) -> None:
    await keep(review, "c1", "c2")
    assert await send(review, MINISTRY, letter("c1", "c2")) == [None, None]
    (line, _) = (await review.ask("officer", "GET", QUEUE, office=MINISTRY))["cases"]
    whole = await review.ask("officer", "GET", "/review/v1/cases/c1", office=MINISTRY)
    for found in (line, whole):
        (said,) = found["letters"]
        assert (said["office"], said["office_name"]["en"]) == (MINISTRY, "Science ministry")
        assert (said["number"], said["date"]) == ("国科发区〔2018〕45号", "2018-04-10")
        assert (said["verdict"], said["opinion"]) == ("support", "同意支持建设。")
        assert [one["office"] for one in found["waits_for"]] == [COMMISSION]
    assert whole["decision"] is None
    assert await send(review, COMMISSION, letter("c1", number="2")) == [None]
    decided = await review.ask("officer", "GET", "/review/v1/cases/c1", office=MINISTRY)
    assert (decided["stage"], decided["waits_for"]) == ("list", [])
    assert [one["number"] for one in decided["letters"]] == ["国科发区〔2018〕45号", "2"]
    assert decided["decision"]["verdict"] == "support"


async def test_what_a_letter_says_of_a_sealed_decision_is_for_those_who_decide(
    review: Review,
) -> None:
    await keep(review, "c1")
    await send(review, MINISTRY, letter("c1", verdict="decline", reason="unfit"))
    for found in (
        await review.ask("association", "GET", "/review/v1/cases/c1"),
        (await review.ask("association", "GET", QUEUE))["cases"][0],
    ):
        (said,) = found["letters"]
        assert (said["verdict"], said["opinion"], said["reason"]) == (None, None, None)
        assert said["number"] == "国科发区〔2018〕45号"


async def test_each_row_of_a_letter_tells_what_is_wrong_with_it(review: Review) -> None:
    await keep(review, "c1", "c2")
    assert await send(review, MINISTRY, letter("c1")) == [None]
    twice, unknown, _ = await send(
        review, MINISTRY, letter("c2", "c3", "c2", verdict="decline", reason="unfit")
    )
    assert twice["errors"][0]["field"] == "applications.0"
    assert (unknown["status"], unknown["errors"][0]["field"]) == (404, "applications.1")
    (bare,) = await send(review, MINISTRY, letter("c2", verdict="decline"))
    assert (bare["status"], bare["errors"][0]["field"]) == (422, "reason")
    (differs,) = await send(review, MINISTRY, letter("c1", number="46"))
    assert (differs["status"], differs["title"]) == (409, "Letter differs")
    (future,) = await send(review, MINISTRY, letter("c2", date="2030-01-01"))
    assert (future["status"], future["errors"][0]["field"]) == (422, "date")
    body = letter("c1", verdict="nonsense")
    answer = await review.call("officer", "POST", "/review/v1/letters", office=MINISTRY, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "verdict"


async def test_nobody_decides_for_two_offices_and_nobody_answers_for_none(review: Review) -> None:
    await keep(review, "c1")
    row = {"application": "c1", "verdict": "support", "opinion": "o", "stage": "approval"}
    plain = await review.ask(
        "officer", "POST", "/review/v1/decisions", office=MINISTRY, json={"decisions": [row]}
    )
    problem = plain["results"][0]["problem"]
    assert (problem["status"], problem["type"].rpartition("/")[2]) == (409, "decided-by-letters")
    answer = await review.call("officer", "POST", "/review/v1/letters", json=letter("c1"))
    assert answer.status_code == 403
    refused = await send(review, "somebody", letter("c1"))
    assert refused[0]["status"] == 404


async def test_one_letter_of_each_ministry_admits_seventeen_cities_with_one_event_each(
    review: Review,
) -> None:
    cities = tuple(f"city-{n:02d}" for n in range(17))
    for n, application in enumerate(cities, 1):
        case = awaiting(application, uscc=f"44{n:02d}00")
        await review.stores.cases.open(Step(case), NOON)
    queue = f"/review/v1/cases?programme={ID}&round={ROUND}&limit=50"
    assert await send(review, MINISTRY, letter(*cities)) == [None] * 17
    lines = (await review.ask("officer", "GET", queue, office=MINISTRY))["cases"]
    assert {(line["stage"], line["waits_for"][0]["office"]) for line in lines} == {
        ("approval", COMMISSION)
    }
    again = await send(review, MINISTRY, letter(*cities, verdict="decline", reason="unfit"))
    assert {problem["type"].rpartition("/")[2] for problem in again} == {"letter-differs"}
    for _ in range(2):
        assert await send(review, COMMISSION, letter(*cities, number="二")) == [None] * 17
    events = await review.events("reviews.v1", 17)
    concluded = [heard.event for heard in events if isinstance(heard.event, StageConcluded)]
    assert sorted(event.application for event in concluded) == sorted(cities)
    assert {heard.seq for heard in events} == {1}
    whole = await review.ask("officer", "GET", "/review/v1/cases/city-01", office=COMMISSION)
    assert (whole["uscc"], whole["code_kind"]) == ("440200", "division")
