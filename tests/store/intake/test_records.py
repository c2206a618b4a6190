"""A programme that has what Jiangmen's has not: facts, limits, conditions, offices, two lists."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.outcomes import Listed, OutcomeGiven
from shared.contracts.reviews import ApplicationAccepted, StageConcluded
from shared.programmes import PublishedLock
from shared.values import Bilingual
from tests.store.intake.news import TEXT, News, reached, timeline
from tests.store.intake.portal import DRAFT, PROGRAMMES, Portal, fields, opened_portal, problem
from tests.unit.intake.applications import NOON, USCC
from tests.unit.intake.records import FILE, RECORDS

PROJECT: dict[str, Any] = {
    "programme": "records",
    "round": "2019",
    "product": {"zh": "项目", "en": "Project"},
    "category": "product",
    "answers": {"local": True, "prize": "municipal", "sales": 12.5},
}
TITLE = {"scheme": "high-tech", "from": "2018-01-01", "source": "GR2018"}
TIERS = [
    {"scheme": "tier", "level": level, "from": "2018-01-01", "until": until, "source": "list"}
    for level, until in (("provincial", None), ("national", "2019-07-01"))
]


@pytest.fixture
async def portal(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app at noon of a day when both rounds are open."""
    programmes = tmp_path / "programmes"
    shutil.copytree(PROGRAMMES, programmes)
    shutil.copy(FILE, programmes / "records.yaml")
    PublishedLock.of(programmes).publish(RECORDS)
    async with opened_portal(mongo_uri, database, tmp_path, programmes=programmes) as made:
        await made.register(district="nanshan", qualifications=[TITLE, *TIERS])
        yield made


async def opened(portal: Portal, key: str = "d", **changes: Any) -> str:
    answer = await portal.call("POST", "/applications", key=key, json=PROJECT | changes)
    assert answer.status_code == 201, answer.text
    return f"/applications/{answer.json()['id']}"


async def test_a_call_says_what_it_asks_of_the_enterprise_and_how_much_it_takes(
    portal: Portal,
) -> None:
    calls = (await portal.call("GET", "/calls", headers={})).json()["calls"]
    jiangmen, records = calls
    assert (jiangmen["schemes"], jiangmen["limits"]) == (
        [],
        {"per_enterprise": None, "per_category": None},
    )
    assert records["schemes"] == [
        {"scheme": "high-tech", "levels": []},
        {"scheme": "tier", "levels": ["national", "provincial"]},
    ]
    assert records["limits"] == {"per_enterprise": 3, "per_category": 2}
    assert [district["id"] for district in records["districts"]] == ["nanshan", "futian"]


async def test_facts_of_the_day_go_out_with_the_submission(portal: Portal) -> None:
    path = await opened(portal)
    assert (await portal.submit(path)).status_code == 201
    [event] = await portal.events()
    standing = event.model_dump()["standing"]
    assert standing["subject"] == USCC
    assert standing["facts"] == {
        "prized": True,
        "titled": True,
        "tier": "provincial",
        "annual_sales": 125_000,
    }
    await portal.register(district="nanshan", qualifications=[])
    await portal.call("POST", f"{path}/withdrawal", json={"reason": "sold"})
    _, gone = await portal.events()
    assert gone.model_dump()["standing"]["facts"] == standing["facts"]


async def test_the_events_of_jiangmen_carry_none(portal: Portal) -> None:
    answer = await portal.draft(district="pengjiang")
    await portal.submit(f"/applications/{answer.json()['id']}")
    record = await portal.database["applications"].find_one({"programme": DRAFT["programme"]})
    assert record is not None
    [event] = record["events"]
    assert not {"subject", "facts"} & event["data"]["standing"].keys()
    assert not {"facts", "qualifications"} & record.keys()


async def test_who_may_not_apply_is_told_before_and_refused_with_what_to_do(
    portal: Portal,
) -> None:
    await portal.register(district="nanshan", qualifications=TIERS)
    path = await opened(portal, answers={"local": False})
    check = (await portal.call("GET", f"{path}/self-check")).json()
    assert not check["eligible"]
    assert [obstacle["reason"] for obstacle in check["obstacles"]] == ["not_local", "no_title"]
    assert check["obstacles"][1]["remedies"][0]["field"] == "qualifications"
    before = await portal.state()
    answer = await portal.submit(path)
    assert problem(answer) == (409, "not-eligible")
    assert fields(answer) == ["answers.local", "qualifications"]
    assert "The applicant is no high-tech enterprise." in answer.json()["detail"]
    assert await portal.state() == before

    await portal.register(district="nanshan", qualifications=[TITLE])
    seen = await portal.call("GET", path)
    changes = {"answers": {"local": True}}
    await portal.call("PATCH", path, match=seen.headers["etag"], json=changes)
    check = (await portal.call("GET", f"{path}/self-check")).json()
    assert (check["eligible"], check["obstacles"]) == (True, [])
    assert (await portal.submit(path)).status_code == 201
    await portal.register(district="nanshan", qualifications=[])
    after = (await portal.call("GET", f"{path}/self-check")).json()
    assert after["eligible"]


async def test_an_enterprise_submits_as_many_as_each_category_and_the_round_take(
    portal: Portal,
) -> None:
    paths = [await opened(portal, f"p{n}") for n in range(3)]
    services = [await opened(portal, f"s{n}", category="service") for n in range(2)]
    assert [(await portal.submit(path)).status_code for path in paths[:2]] == [201, 201]
    full = await portal.submit(paths[2])
    assert problem(full) == (409, "too-many-applications")
    assert "2 applications an applicant of the category Product (产品)" in full.json()["detail"]
    await portal.call("POST", f"{paths[0]}/withdrawal", json={"reason": "sold"})
    assert problem(await portal.submit(paths[2])) == (409, "too-many-applications")
    assert (await portal.submit(services[0])).status_code == 201
    over = await portal.submit(services[1])
    assert problem(over) == (409, "too-many-applications")
    assert "3 applications an applicant may" in over.json()["detail"]


async def test_a_draft_takes_the_district_of_its_enterprise_or_gives_its_own(
    portal: Portal,
) -> None:
    own, given = await opened(portal, "a"), await opened(portal, "b", district="futian")
    views = [(await portal.call("GET", path)).json()["district"] for path in (own, given)]
    assert views == ["nanshan", "futian"]
    elsewhere = await portal.draft("c")
    assert (problem(elsewhere), fields(elsewhere)) == ((422, "invalid-request"), ["district"])
    assert "pengjiang" in elsewhere.text
    assert (await portal.draft("c", district="pengjiang")).status_code == 201

    await portal.register(district="futian", qualifications=[TITLE])
    views = [(await portal.call("GET", path)).json()["district"] for path in (own, given)]
    assert views == ["futian", "futian"]
    await portal.register(district="xinhui", qualifications=[TITLE])
    assert fields(await portal.submit(own, "s1")) == ["district"]
    assert (await portal.submit(given, "s2")).status_code == 201
    seen = await portal.call("GET", own)
    amended = await portal.call(
        "PATCH", own, match=seen.headers["etag"], json={"district": "nanshan"}
    )
    assert amended.json()["district"] == "nanshan"
    assert (await portal.submit(own, "s1")).status_code == 201


async def test_only_offices_that_take_part_read_applications_and_progress(portal: Portal) -> None:
    path = await opened(portal)
    await portal.submit(path)
    progress = "/rounds/records/2019/progress"
    for role, office, may in (
        ("association", "organiser", True),
        ("association", "elsewhere", False),
        ("reviewer", "panel", True),
        ("reviewer", None, False),
        ("officer", "organiser", True),
        ("officer", "panel", False),
    ):
        who = portal.token(role, office=office)
        for suffix in ("", "/timeline", "/self-check"):
            answer = await portal.call("GET", path + suffix, headers=who)
            assert answer.is_success if may else problem(answer) == (404, "not-found")
        if role != "reviewer":
            counted = await portal.call("GET", progress, headers=who)
            assert counted.is_success if may else problem(counted) == (403, "forbidden")
    operator = await portal.call("GET", progress, headers=portal.token("operator"))
    assert list(operator.json()["counts"]) == [
        *("draft", "submitted", "accepted", "not_accepted", "through", "out"),
        *("shortlisted", "not_shortlisted", "approved", "not_approved", "withdrawn"),
    ]


async def test_the_way_through_two_lists_is_told_in_the_words_of_the_programme(
    portal: Portal,
) -> None:
    path = await opened(portal)
    await portal.submit(path)
    news = News(portal, path)
    seen = {"submitted": NOON, "accepted": NOON}
    await news.tell(ApplicationAccepted, standing=reached(**seen))
    seen |= {"through": NOON}
    await news.tell(StageConcluded, standing=reached(**seen), **concluded("first", "passed"))
    found = await timeline(portal, path)
    assert (found["stage"], found["turn"]) == ("through", "officer")
    assert found["stage_name"] == {"zh": "通过初审", "en": "Through"}
    await news.tell(OutcomeGiven, **outcome("shortlist", "shortlisted", final=False))
    before = await timeline(portal, path)
    assert (before["stage"], before["turn"]) == ("shortlisted", "reviewer")
    assert before["next_step"]["zh"] == "已公布：入围，等待审定、公示与发布。"
    seen |= {"voted": NOON}
    await news.tell(StageConcluded, standing=reached(**seen), **concluded("final", "sealed"))
    assert await timeline(portal, path) == before
    record = await portal.database["applications"].find_one({})
    assert record is not None
    assert "voted" not in str({k: v for k, v in record.items() if k != "events"})
    await news.tell(OutcomeGiven, **outcome("release", "approved", final=True))
    found = await timeline(portal, path)
    assert (found["stage"], found["turn"]) == ("approved", "nobody")
    assert found["events"][-1]["text"] == {
        "zh": "发布：入选（名单第7号）。",
        "en": "Release: Approved, as entry 7 of the list.",
    }
    counts = await portal.call(
        "GET", "/rounds/records/2019/progress", headers=portal.token("operator")
    )
    assert counts.json()["counts"]["approved"] == 1


def concluded(stage: str, how: str) -> dict[str, Any]:
    found = RECORDS.way.stage(stage)
    return {
        "stage": stage,
        "stage_name": found.name,
        "kind": found.kind,
        "outcome": how,
        "verdict": None,
        "milestone": None,
        "reason_text": None,
        "opinion": None,
        "next": None,
    }


def outcome(stage: str, given: str, *, final: bool) -> dict[str, Any]:
    named = RECORDS.way.name_of(given)
    assert named is not None
    return {
        "stage": stage,
        "outcome": given,
        "outcome_name": Bilingual(zh=named.name.zh, en=named.name.en),
        "success": True,
        "final": final,
        "listed": Listed(uscc=USCC, enterprise=TEXT, product=TEXT, entry=7),
        "reason": None,
    }
