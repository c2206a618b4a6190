"""Activities over HTTP: planned, held, attended, put right; told once on their topic."""

import asyncio
from typing import Any

import pytest

from services.review.domain.case import Step
from services.review.usecases.rules import Rules
from shared.contracts.activities import ActivityAttended, ActivityHeld, ActivityPlanned
from shared.programmes import Programmes
from tests.builders import NOON
from tests.bus.review.conftest import Review
from tests.programmes.activities import ID, OFFICE, ROUND, active_programme
from tests.unit.review.builders import CALENDAR
from tests.unit.review.meetings import HELD_AT, HELD_ON, awaiting_vote

RULES = active_programme()
ACTIVITIES = f"/review/v1/rounds/{ID}/{ROUND}/activities"
ROADSHOW = f"{ID}.{ROUND}.activities.roadshow.1"
AT = f"{ACTIVITIES}/{ROADSHOW}"
PLANNED = {
    "activity": "roadshow",
    "number": 1,
    "held_on": HELD_ON.isoformat(),
    "venue": "会展中心",
}
BANK = {"uscc": "91440101MA59A0001C", "enterprise": {"zh": "某某银行", "en": "A bank"}}


@pytest.fixture
def by_rules() -> Rules:
    return Rules(Programmes([RULES]), CALENDAR)


@pytest.fixture
async def held(review: Review) -> Review:
    """Three cases; the roadshow was held."""
    for case in ("c1", "c2", "c3"):
        await review.stores.cases.open(Step(awaiting_vote(case, RULES)), NOON)
    review.now(HELD_AT)
    await ask(review, "POST", ACTIVITIES, json=PLANNED)
    await ask(review, "POST", f"{AT}/holding", json={})
    return review


async def ask(review: Review, method: str, path: str, **more: Any) -> Any:
    return await review.ask("officer", method, path, office=OFFICE, **more)


async def record(review: Review, *rows: dict[str, Any]) -> list[str | None]:
    answer = await ask(review, "POST", f"{AT}/attendances", json={"attendances": rows})
    return [
        one["problem"] and one["problem"]["type"].rpartition("/")[2] for one in answer["results"]
    ]


async def numbers(review: Review) -> dict[str, int]:
    seen = await review.ask(None, "GET", ACTIVITIES)
    (activity,) = seen["activities"]
    return {each["role"]: each["participants"] for each in activity["took_part"]}


def presented(case: str, **more: Any) -> dict[str, Any]:
    return {"application": case, "roles": ["presented"], **more}


async def test_who_took_part_is_recorded_in_bulk_and_everybody_reads_the_numbers(
    held: Review,
) -> None:
    rows = (presented("c1"), presented("c2"), {**BANK, "roles": ["attended"]})
    assert await record(held, *rows) == [None, None, None]
    assert await record(held, *rows) == [None, None, None]
    assert await numbers(held) == {"attended": 1, "presented": 2}
    found = [each.event for each in await held.events("activities.v1", 5)]
    assert [type(each) for each in found if not isinstance(each, ActivityAttended)] == [
        ActivityPlanned,
        ActivityHeld,
    ]
    told = {each.attendance: each for each in found if isinstance(each, ActivityAttended)}
    assert told[f"{ROADSHOW}.c1"].roles == ("presented",)
    assert told[f"{ROADSHOW}.c1"].addressee is not None
    assert told[f"{ROADSHOW}.{BANK['uscc']}"].addressee is None


async def test_each_row_is_refused_by_itself(held: Review) -> None:
    rows = (
        presented("c1"),
        presented("c1"),
        presented("elsewhere"),
        {"application": "c2", "roles": ["awarded"]},
        {**BANK, "uscc": "91350100M000100Y4Z", "roles": ["attended"]},
        presented("c3"),
    )
    assert await record(held, *rows) == [
        "repeated-row",
        "repeated-row",
        "not-found",
        "unknown-role",
        "uscc-character",
        None,
    ]
    assert await numbers(held) == {"attended": 0, "presented": 1}


async def test_a_code_that_is_typed_in_two_ways_is_one_participant(held: Review) -> None:
    spaced = {**BANK, "uscc": "91440101-ma59a0001c", "roles": ["attended"]}
    twice = await record(held, {**BANK, "roles": ["presented"]}, spaced)
    assert twice == ["repeated-row", "repeated-row"]
    assert await record(held, spaced) == [None]
    assert await record(held, {**BANK, "roles": ["attended"]}) == [None]
    assert await numbers(held) == {"attended": 1, "presented": 0}


async def test_a_city_takes_part_by_the_code_of_its_division(held: Review) -> None:
    city = {"uscc": "4419 00", "enterprise": {"zh": "东莞市", "en": "Dongguan"}}
    rows = ({**city, "roles": ["attended"]}, {**city, "uscc": "999999", "roles": ["attended"]})
    assert await record(held, *rows) == [None, "division-unknown"]
    told = [each.event for each in await held.events("activities.v1", 3)]
    (event,) = (each for each in told if isinstance(each, ActivityAttended))
    assert (event.subject, event.code_kind) == ("441900", "division")


async def test_who_has_applied_in_the_round_is_recorded_by_its_application_alone(
    held: Review,
) -> None:
    case = await held.stores.cases.get("c1")
    assert case is not None
    applicant = {**BANK, "uscc": case.record.uscc, "roles": ["attended"]}
    assert await record(held, applicant) == ["invalid-request"]
    assert await numbers(held) == {"attended": 0, "presented": 0}


async def test_a_name_that_nobody_sees_is_none(held: Review) -> None:
    for name in ("\u200b", "A\nbank"):
        row = {**BANK, "enterprise": {"zh": "某某银行", "en": name}, "roles": ["attended"]}
        body = {"attendances": [row]}
        answer = await held.call("officer", "POST", f"{AT}/attendances", office=OFFICE, json=body)
        assert answer.status_code == 422


async def test_a_record_is_put_right_with_a_reason_and_its_history_stays(held: Review) -> None:
    assert await record(held, {"application": "c1", "roles": ["attended"]}) == [None]
    assert await record(held, presented("c1")) == ["attendance-differs"]
    assert await record(held, presented("c1", reason="登记有误。")) == [None]
    assert await numbers(held) == {"attended": 0, "presented": 1}
    (seen,) = (await ask(held, "GET", f"{AT}/attendances"))["attendances"]
    (before,) = seen["corrections"]
    assert (before["roles"], before["reason"], before["by"]) == (
        ["attended"],
        "登记有误。",
        "officer-1",
    )


async def test_recording_the_same_at_once_is_one_record(held: Review) -> None:
    found = await asyncio.gather(*(record(held, presented("c1")) for _ in range(8)))
    assert found == [[None]] * 8
    assert await numbers(held) == {"attended": 0, "presented": 1}


async def test_only_the_office_that_holds_it_records_and_reads_who_took_part(
    held: Review,
) -> None:
    await record(held, presented("c1"))
    body = {"attendances": [presented("c2")]}
    for role, office in (("officer", "review-committee"), ("association", OFFICE)):
        answer = await held.call(role, "POST", f"{AT}/attendances", office=office, json=body)  # type: ignore[arg-type]
        assert answer.status_code == 403
        answer = await held.call(role, "GET", f"{AT}/attendances", office=office)  # type: ignore[arg-type]
        assert answer.status_code == 403
    assert await numbers(held) == {"attended": 0, "presented": 1}


async def test_pages_of_those_who_took_part_come_to_an_end(held: Review) -> None:
    await record(held, presented("c1"), presented("c2"), presented("c3"))
    seen, cursor = [], ""
    while True:
        page = await ask(held, "GET", f"{AT}/attendances?limit=2&cursor={cursor}")
        seen += [each["application"] for each in page["attendances"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert seen == ["c1", "c2", "c3"]


async def test_what_is_not_declared_is_named_with_what_is(review: Review) -> None:
    answer = await review.call(
        "officer", "POST", ACTIVITIES, office=OFFICE, json={**PLANNED, "activity": "parade"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"field": "activity", "message": "must be one of: training, roadshow"}
    ]


async def test_the_page_of_a_round_shows_numbers_in_both_languages_and_no_names(
    held: Review,
) -> None:
    await record(held, presented("c1"), {**BANK, "roles": ["attended"]})
    for language, words in (("zh", ("已举办", "1 项（展示）")), ("en", ("Held", "1 (presented)"))):
        answer = await held.http.get(f"/review/activities/{ID}/{ROUND}?lang={language}")
        assert answer.status_code == 200
        assert [each for each in words if each not in answer.text] == []
        assert "某某银行" not in answer.text
    overview = await held.http.get("/review/?lang=en")
    assert f"/review/activities/{ID}/{ROUND}?lang=en" in overview.text
