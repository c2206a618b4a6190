"""An office advises on drafts that are put up for it, and nothing hangs on its advice."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.contracts.applications import ApplicationSubmitted
from shared.contracts.drafts import DraftAdvised
from tests.programmes.advising import FACT, OFFICE, PROGRAMME, write_advising
from tests.store.intake.portal import DRAFT, Portal, opened_portal, problem, refused
from tests.unit.intake.applications import NOON, ONE_DAY

ADVICE: dict[str, Any] = {
    "opinion": "建议补充知识产权证明。",
    "findings": [{"item": "M05", "text": "专利权人与申报单位不一致。"}],
}
QUEUE = f"/rounds/{PROGRAMME}/2019/pre-evaluations"


@pytest.fixture
async def portal(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app with a programme that gives advice."""
    programmes = write_advising(tmp_path / "programmes")
    async with opened_portal(mongo_uri, database, tmp_path, programmes=programmes) as made:
        yield made


def adviser(portal: Portal, office: str = OFFICE, role: str = "association") -> dict[str, str]:
    return portal.token(role, office=office)


async def a_draft(portal: Portal, key: str = "d") -> str:
    assert (await portal.register()).is_success
    answer = await portal.draft(key, programme=PROGRAMME, product={**DRAFT["product"], "zh": key})
    assert answer.status_code == 201, answer.text
    return f"/applications/{answer.json()['id']}"


async def put_up(portal: Portal, path: str) -> dict[str, Any]:
    answer = await portal.call("PUT", f"{path}/pre-evaluation")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def advise(portal: Portal, path: str, **said: Any) -> httpx.Response:
    return await portal.call(
        "POST",
        f"{path}/pre-evaluation/advice",
        headers=adviser(portal),
        json=ADVICE | said,
    )


async def waiting(portal: Portal) -> list[str]:
    answer = await portal.call("GET", QUEUE, headers=adviser(portal))
    assert answer.status_code == 200, answer.text
    return [f"/applications/{one['application']}" for one in answer.json()["drafts"]]


async def test_what_is_put_up_is_advised_on_and_its_enterprise_reads_it_at_the_draft(
    portal: Portal,
) -> None:
    path = await a_draft(portal)
    assert await waiting(portal) == []
    asked = await put_up(portal, path)
    assert await put_up(portal, path) == asked
    assert await waiting(portal) == [path]
    seen = await portal.call("GET", path, headers=adviser(portal))
    assert (seen.status_code, seen.json()["stage"]) == (200, "draft")
    given = await advise(portal, path)
    assert given.status_code == 200, given.text
    assert (await advise(portal, path)).json() == given.json()
    assert await waiting(portal) == []

    found = (await portal.call("GET", f"{path}/pre-evaluation")).json()
    (advice,) = found["advice"]
    assert (found["put_up_at"], advice["opinion"]) == (None, ADVICE["opinion"])
    (finding,) = advice["findings"]
    assert (finding["item"], finding["text"]) == ("M05", ADVICE["findings"][0]["text"])
    assert finding["clause"]["zh"]
    told = [e for e in await portal.events("pre_evaluations") if isinstance(e, DraftAdvised)]
    assert [(e.by, e.advice, e.findings[0].item) for e in told] == [
        (f"association-{OFFICE}", 1, "M05")
    ]
    assert await portal.events() == []
    timeline = (await portal.call("GET", f"{path}/timeline")).json()["events"]
    assert [line["what"] for line in timeline] == ["draft_opened", "advice_asked", "draft_advised"]
    assert timeline[-1]["by"] == "association"
    assert (await portal.call("GET", path)).json()["stage"] == "draft"


async def test_a_draft_is_its_enterprises_alone_before_and_after(portal: Portal) -> None:
    path = await a_draft(portal)
    everybody = (adviser(portal), adviser(portal, "another"), adviser(portal, OFFICE, "officer"))

    async def seen_by(headers: dict[str, str], *paths: str) -> set[int]:
        return {(await portal.call("GET", each, headers=headers)).status_code for each in paths}

    every = (path, f"{path}/self-check", f"{path}/timeline", f"{path}/pre-evaluation")
    for who in everybody:
        assert await seen_by(who, *every) == {404}
    assert problem(await advise(portal, path)) == (404, "not-found")
    await put_up(portal, path)
    assert await seen_by(everybody[0], *every) == {200}
    for who in everybody[1:]:
        assert await seen_by(who, *every) == {404}
    stranger = portal.token(uscc="91440300MA5FKNBP01")
    assert await seen_by(stranger, *every) == {404}
    for who in everybody[1:]:
        answer = await portal.call("GET", QUEUE, headers=who)
        assert problem(answer) == (403, "forbidden")
        answer = await portal.call(
            "POST", f"{path}/pre-evaluation/advice", headers=who, json=ADVICE
        )
        assert problem(answer) == (403, "forbidden")
    assert (await portal.call("DELETE", f"{path}/pre-evaluation")).status_code == 204
    assert await seen_by(everybody[0], *every) == {404}
    assert problem(await advise(portal, path)) == (409, "not-put-up")


async def test_advice_gates_nothing_and_is_known_as_of_the_submission(portal: Portal) -> None:
    plain, waits, with_advice = [await a_draft(portal, key) for key in ("a", "b", "c")]
    await put_up(portal, waits)
    await put_up(portal, with_advice)
    assert (await advise(portal, with_advice)).is_success
    for key, path in (("a", plain), ("b", waits), ("c", with_advice)):
        answer = await portal.submit(path, key)
        assert answer.status_code == 201, answer.text
    told = {
        event.product.zh: event
        for event in await portal.events()
        if isinstance(event, ApplicationSubmitted)
    }
    assert {key: (event.standing.facts or {})[FACT] for key, event in told.items()} == {
        "a": False,
        "b": False,
        "c": True,
    }
    # What is submitted waits for no advice, and can't be put up any more.
    assert await waiting(portal) == []
    assert problem(await advise(portal, waits)) == (409, "not-a-draft")
    again = await portal.call("PUT", f"{waits}/pre-evaluation")
    assert problem(again) == (409, "not-a-draft")
    # Who decides later does not read it; its enterprise does.
    official = (await portal.call("GET", f"{with_advice}/timeline", headers=adviser(portal))).json()
    assert "draft_advised" not in str(official)
    assert "draft_advised" in (await portal.call("GET", f"{with_advice}/timeline")).text


async def test_a_deleted_draft_waits_no_more(portal: Portal) -> None:
    path = await a_draft(portal)
    await put_up(portal, path)
    assert (await portal.call("DELETE", path)).status_code == 204
    assert await waiting(portal) == []
    assert problem(await advise(portal, path)) == (404, "not-found")


async def test_drafts_wait_in_the_order_in_which_they_were_put_up(portal: Portal) -> None:
    paths = [await a_draft(portal, key) for key in ("a", "b", "c")]
    for minute, path in enumerate(reversed(paths)):
        portal.set(NOON + minute * ONE_DAY / 1440)
        await put_up(portal, path)
    seen: list[str] = []
    cursor = ""
    while True:
        answer = await portal.call("GET", f"{QUEUE}?limit=2{cursor}", headers=adviser(portal))
        page = answer.json()
        seen += [f"/applications/{one['application']}" for one in page["drafts"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [*reversed(paths)]


async def test_advice_names_items_that_there_are(portal: Portal) -> None:
    path = await a_draft(portal)
    await put_up(portal, path)
    before = await portal.state()
    answer = await advise(portal, path, findings=[{"item": "M5", "text": "?"}])
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert answer.json()["errors"][0]["field"] == "findings.0.item"


async def test_where_nobody_advises_a_draft_is_put_up_to_nobody(
    mongo_uri: str, database: str, tmp_path: Path
) -> None:
    async with opened_portal(mongo_uri, database, tmp_path) as portal:
        path = await portal.a_draft()
        before = await portal.state()
        for method in ("PUT", "GET", "DELETE"):
            answer = await portal.call(method, f"{path}/pre-evaluation")
            assert await refused(portal, before, answer) == (409, "no-pre-evaluation")
