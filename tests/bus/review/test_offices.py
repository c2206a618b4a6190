"""A programme of two lists over HTTP: its own words, and its own offices alone."""

from typing import Any

import pytest

from services.review.domain.case import Case, Step
from services.review.usecases.rules import Rules
from shared.http.roles import Role
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import ROUND_PATH, Review
from tests.programmes.two_lists import ASSOCIATION, COMMITTEE, ID, ROUND, two_lists
from tests.unit.review.builders import CALENDAR, accepted, jiangmen
from tests.unit.review.small_cases import (
    LATER,
    a_small_submission,
    before_committee,
    checking,
    deliberated,
    shortlisted,
)
from tests.unit.review.small_cases import accepted as before_decision

SMALL = f"/review/v1/rounds/{ID}/{ROUND}"
QUEUE = f"/review/v1/cases?programme={ID}&round={ROUND}"


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([jiangmen(), two_lists()]), CALENDAR)


async def keep(review: Review, *cases: Case) -> None:
    for case in cases:
        await review.stores.cases.open(Step(case), NOON)


async def status(
    review: Review, role: Role, office: str | None, method: str, path: str, **more: Any
) -> tuple[int, str]:
    answer = await review.call(role, method, path, office=office, **more)
    return answer.status_code, answer.json().get("type", "").rpartition("/")[2]


async def test_queues_and_counts_speak_in_the_words_of_the_path(review: Review) -> None:
    await keep(review, checking("p1"), before_decision("p2"), before_committee("p3"))
    progress = await review.ask("operator", "GET", f"{SMALL}/progress")
    assert progress["stages"].keys() == {word.id for word in two_lists().way.words}
    assert (progress["cases"], progress["stages"]["committee"]) == (3, 1)
    found = await review.ask("operator", "GET", f"{QUEUE}&stage=preliminary")
    assert [case["application"] for case in found["cases"]] == ["p2"]
    unknown = await review.call("operator", "GET", f"{QUEUE}&stage=recommended")
    assert unknown.status_code == 422
    (wrong,) = unknown.json()["errors"]
    assert wrong["field"] == "stage"
    assert wrong["message"].startswith("must be 'check', 'check_awaiting_delivery', ")


async def test_an_official_reads_the_cases_of_its_own_programmes_alone(review: Review) -> None:
    await keep(review, checking("p1"), accepted("a1"))
    own, other = (403, "forbidden"), (200, "")
    for office, expected in ((ASSOCIATION, other), ("elsewhere", own), (None, own)):
        for path in (f"{SMALL}/progress", QUEUE):
            assert await status(review, "association", office, "GET", path) == expected
    case = "/review/v1/cases/p1"
    assert (await status(review, "association", ASSOCIATION, "GET", case))[0] == 200
    for office in ("elsewhere", None):
        assert await status(review, "association", office, "GET", case) == (404, "not-found")
        jiangmen_s = f"{ROUND_PATH}/progress"
        assert (await status(review, "association", office, "GET", jiangmen_s))[0] == 200
    assert (await status(review, "operator", None, "GET", case))[0] == 200
    # A recommender acts for its own office in every programme, and this one has none.
    assert await status(review, "recommender", "jiangmen", "GET", case) == (404, "not-found")


async def test_only_its_own_office_does_the_formal_review(review: Review) -> None:
    await keep(review, checking("p1"))
    path = "/review/v1/cases/p1/acceptance"
    assert await status(review, "association", "elsewhere", "POST", path) == (404, "not-found")
    assert await status(review, "officer", COMMITTEE, "POST", path) == (403, "forbidden")
    assert (await status(review, "association", ASSOCIATION, "POST", path))[0] == 200


async def test_the_committee_decides_in_its_own_stage_and_by_its_own_words(
    review: Review,
) -> None:
    await keep(review, before_decision("p1"), before_committee("p2"))
    decisions = [
        {"application": "p1", "verdict": "shortlist", "opinion": "o"},
        {"application": "p2", "verdict": "pass", "opinion": "o", "stage": "committee"},
    ]

    async def decide(role: Role, office: str | None) -> list[Any]:
        path, body = "/review/v1/decisions", {"decisions": decisions}
        answer = await review.ask(role, "POST", path, office=office, json=body)
        return list(answer["results"])

    reviewer, officer = await decide("reviewer", None), await decide("officer", COMMITTEE)
    assert [row["done"] for row in reviewer] == [True, False]
    assert reviewer[1]["problem"]["type"].endswith("/forbidden")
    assert [row["done"] for row in officer] == [True, True]
    garbage = [{"application": "p1", "verdict": "perhaps", "opinion": "o"}]
    answer = await review.call(
        "reviewer", "POST", "/review/v1/decisions", json={"decisions": garbage}
    )
    (wrong,) = answer.json()["errors"]
    assert (answer.status_code, wrong["field"]) == (422, "decisions.0.verdict")
    assert wrong["message"].startswith("must be 'recognise', 'not_recognise', 'convincing', ")


async def test_a_case_shows_what_was_decided_before_and_hides_what_is_sealed(
    review: Review,
) -> None:
    await keep(review, deliberated("p1"))
    path = "/review/v1/cases/p1"
    of_committee = await review.ask("officer", "GET", path, office=COMMITTEE)
    assert (of_committee["decision"]["stage"], of_committee["decision"]["verdict"]) == (
        "committee",
        "pass",
    )
    of_association = await review.ask("association", "GET", path, office=ASSOCIATION)
    assert of_association["decision"] is None
    assert [one["verdict"] for one in of_association["earlier_decisions"]] == ["shortlist"]
    assert of_association["outcome"]["stage"] == "shortlist"


async def test_a_list_without_a_notice_is_read_and_takes_no_objection(review: Review) -> None:
    await keep(review, shortlisted("p1"))
    review.now(LATER)
    unnamed = await status(review, "officer", COMMITTEE, "POST", f"{SMALL}/lists")
    assert unnamed == (422, "stage-required")
    frozen = await review.confirm(f"{SMALL}/lists", "?stage=shortlist", office=COMMITTEE)
    path = f"/review/v1/lists/{frozen['list']}"
    notice = await review.ask("officer", "GET", f"{path}/notice/preview", office=COMMITTEE)
    assert notice["refusal"]["type"].endswith("/no-notice")
    refused = await review.call(
        "officer",
        "POST",
        f"{path}/notice",
        office=COMMITTEE,
        json={"confirmation": notice["confirmation"]},
    )
    assert refused.json()["type"].endswith("/no-notice")
    assert (await review.call(None, "GET", path)).status_code == 404
    await review.confirm(f"{path}/announcement", office=COMMITTEE)
    page = await review.ask(None, "GET", path)
    assert (page["announcement"], page["stage"], page["opens_at"]) == (
        "shortlist",
        "announced",
        None,
    )
    (line,) = (await review.ask(None, "GET", f"{SMALL}/lists"))["lists"]
    assert line["announcement_name"] == {"zh": "“shortlist”", "en": "Shortlist"}
    await review.until_stages_of(SMALL, committee=1)
    (outcome,) = await review.events("outcomes.v1", 1)
    assert outcome.event.type == "laurel.outcome.given.v1"


async def test_a_page_of_a_list_without_a_notice_shows_no_window_and_no_form(
    review: Review,
) -> None:
    await keep(review, shortlisted("p1"))
    review.now(LATER)
    frozen = await review.confirm(f"{SMALL}/lists", "?stage=shortlist", office=COMMITTEE)
    list_id = frozen["list"]
    await review.confirm(f"/review/v1/lists/{list_id}/announcement", office=COMMITTEE)
    for language, title in (
        ("en", "a, 2019 round: Shortlist"),
        ("zh", "甲2019 年度“shortlist”名单"),
    ):
        page = await review.call(None, "GET", f"/review/lists/{list_id}?lang={language}")
        assert page.status_code == 200
        assert f"<h1>{title}</h1>" in page.text
        assert 'id="window"' not in page.text
        assert "objections/new" not in page.text
    form = await review.call(None, "GET", f"/review/lists/{list_id}/objections/new")
    assert form.status_code == 409
    overview = await review.call(None, "GET", "/review/?lang=en")
    assert "a, 2019 round: Shortlist" in overview.text


async def test_a_submission_brings_its_facts_into_the_case(review: Review) -> None:
    await review.send(a_small_submission("p1"), 1)
    await review.until_stages_of(SMALL, check=1)
    (opened,) = await review.events("reviews.v1", 1)
    assert opened.event.model_dump()["standing"]["facts"] == {"prize": False}
