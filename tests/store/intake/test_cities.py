"""A city applies by its division code, in a programme that is for cities."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.programmes.cities import DONGGUAN, FOSHAN, PROGRAMME, write_cities
from tests.store.intake.portal import DRAFT, PROFILE, Portal, opened_portal, problem, refused
from tests.unit.intake.applications import NOON, USCC

NAME = {"zh": "东莞市", "en": "Dongguan"}
PROFILE_OF_CITY = {**PROFILE, "name": NAME}


@pytest.fixture
async def portal(mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app with a programme for cities beside one for enterprises."""
    programmes = write_cities(tmp_path / "programmes")
    async with opened_portal(mongo_uri, database, tmp_path, programmes=programmes) as made:
        yield made


def city(portal: Portal, code: str = DONGGUAN) -> dict[str, str]:
    """The header of a city's account."""
    return {"Authorization": f"Bearer {portal.issuer.mint('city', ['enterprise'], division=code)}"}


async def registered(portal: Portal, code: str = DONGGUAN) -> httpx.Response:
    sent = city(portal, code)
    return await portal.call("PUT", f"/enterprises/{code}", headers=sent, json=PROFILE_OF_CITY)


async def drafted(portal: Portal, code: str = DONGGUAN, key: str = "d") -> httpx.Response:
    said = DRAFT | {"programme": PROGRAMME}
    return await portal.call(
        "POST", "/applications", key=key, headers=city(portal, code), json=said
    )


async def submitted(portal: Portal, path: str, code: str = DONGGUAN) -> httpx.Response:
    return await portal.call("POST", f"{path}/submission", key="s", headers=city(portal, code))


async def test_a_city_registers_applies_and_is_told_of_by_its_division_code(portal: Portal) -> None:
    answer = await registered(portal)
    assert answer.status_code == 201, answer.text
    draft = await drafted(portal)
    assert draft.status_code == 201, draft.text
    path = f"/applications/{draft.json()['id']}"
    assert (await submitted(portal, path)).status_code == 201
    view = (await portal.call("GET", f"/enterprises/{DONGGUAN}", headers=city(portal))).json()
    assert (view["uscc"], view["code_kind"], view["name"]) == (DONGGUAN, "division", NAME)
    told: list[dict[str, Any]] = [
        event.model_dump()
        for where in ("enterprises", "applications")
        for event in await portal.events(where)
    ]
    assert [(one["uscc"], one["code_kind"]) for one in told] == [(DONGGUAN, "division")] * 2
    assert told[1]["standing"]["subject"] == DONGGUAN


async def test_events_of_enterprises_are_what_they_were(portal: Portal) -> None:
    await portal.register()
    [event] = await portal.events("enterprises")
    assert "code_kind" not in event.model_dump(mode="json")
    assert (await portal.call("GET", f"/enterprises/{USCC}")).json()["code_kind"] == "credit"


async def test_each_city_has_slots_of_its_own(portal: Portal) -> None:
    ends = []
    for code, key in ((DONGGUAN, "a"), (FOSHAN, "b"), (DONGGUAN, "c")):
        await registered(portal, code)
        draft = await drafted(portal, code, key)
        ends.append(await submitted(portal, f"/applications/{draft.json()['id']}", code))
    assert [answer.status_code for answer in ends[:2]] == [201, 201]
    assert problem(ends[2]) == (409, "too-many-applications")


async def test_a_city_sees_nothing_of_another_one(portal: Portal) -> None:
    await registered(portal)
    path = f"/applications/{(await drafted(portal)).json()['id']}"
    other = await portal.call("GET", path, headers=city(portal, FOSHAN))
    assert problem(other) == (404, "not-found")


async def test_an_enterprise_is_refused_among_cities_and_told_which_code_is_wanted(
    portal: Portal,
) -> None:
    await portal.register()
    before = await portal.state()
    answer = await portal.draft(programme=PROGRAMME)
    assert await refused(portal, before, answer) == (422, "wrong-subject")
    assert "division code (GB/T 2260)" in answer.json()["detail"]
    assert [error["field"] for error in answer.json()["errors"]] == ["programme"]


async def test_a_city_is_refused_among_enterprises_and_told_which_code_is_wanted(
    portal: Portal,
) -> None:
    await registered(portal)
    before, sent = await portal.state(), city(portal) | {"Accept-Language": "zh"}
    answer = await portal.call("POST", "/applications", key="d", headers=sent, json=DRAFT)
    assert await refused(portal, before, answer) == (422, "wrong-subject")
    assert "统一社会信用代码" in answer.json()["detail"]


async def test_a_city_that_is_not_registered_is_called_a_city(portal: Portal) -> None:
    answer = await drafted(portal)
    assert problem(answer) == (409, "enterprise-not-registered")
    assert answer.json()["detail"].startswith("The city 441900 is not registered")


@pytest.mark.parametrize(
    ("code", "fault"),
    [("441999", "unknown"), ("110103", "not-in-force")],
)
async def test_a_code_that_names_no_city_today_is_refused_as_a_division(
    portal: Portal, code: str, fault: str
) -> None:
    before = await portal.state()
    answer = await registered(portal, code)
    assert await refused(portal, before, answer) == (422, f"division-{fault}")


async def test_a_mistyped_code_is_refused_as_a_division(portal: Portal) -> None:
    answer = await portal.call("GET", "/enterprises/4419", headers=city(portal))
    assert problem(answer) == (422, "division-form")


async def test_a_city_stays_registered_when_its_code_goes_out_of_force(portal: Portal) -> None:
    code, sent = "110103", city(portal, "110103")
    portal.set(datetime(2010, 6, 1, tzinfo=UTC))
    assert (await registered(portal, code)).status_code == 201
    portal.set(NOON)
    changed = PROFILE_OF_CITY | {"name": {"zh": "崇文区", "en": "Chongwen"}}
    answer = await portal.call("PUT", f"/enterprises/{code}", headers=sent, json=changed)
    assert answer.status_code == 200, answer.text
    seen = await portal.call("GET", f"/enterprises/{code}", headers=sent)
    assert seen.json()["name"]["en"] == "Chongwen", seen.text


async def test_an_account_registers_its_own_city_alone(portal: Portal) -> None:
    sent = city(portal, FOSHAN)
    path = f"/enterprises/{DONGGUAN}"
    answer = await portal.call("PUT", path, headers=sent, json=PROFILE_OF_CITY)
    assert problem(answer) == (403, "forbidden")


async def test_the_association_reads_nobody_who_has_not_applied_to_a_programme_of_it(
    portal: Portal,
) -> None:
    await registered(portal)
    await portal.register()
    for code in (DONGGUAN, USCC):
        sent = portal.token("association")
        answer = await portal.call("GET", f"/enterprises/{code}", headers=sent)
        assert problem(answer) == (404, "not-found")


async def test_an_account_without_a_code_is_told_of_both_claims(portal: Portal) -> None:
    answer = await portal.call("GET", "/applications", headers=portal.token(uscc=None))
    assert problem(answer) == (403, "forbidden")
    assert "`division`" in answer.json()["detail"]
