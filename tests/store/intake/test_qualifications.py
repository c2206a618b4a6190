"""An enterprise registers what it holds by other schemes."""

from typing import Any

import pytest

from services.intake.store.enterprises import MongoEnterprises
from shared.journal import Journal
from shared.mongo import Database
from tests.store.intake.conftest import nobody
from tests.store.intake.portal import PROFILE, Portal, fields, problem, refused
from tests.unit.intake.applications import NOON, USCC, an_enterprise
from tests.unit.intake.test_qualifications import held

TIER: dict[str, Any] = {
    "scheme": "tier",
    "level": "national",
    "from": "2018-09-01",
    "until": "2021-09-01",
    "source": "公示名单第12号",
}
TITLE = {"scheme": "title", "level": None, "from": "2017-01-01", "until": None, "source": "GR1"}


async def test_what_is_held_is_kept_until_other_is_said_and_told_to_nobody(portal: Portal) -> None:
    first = await portal.register(qualifications=[TIER, TITLE])
    assert first.json()["qualifications"] == [TIER, TITLE]
    renamed = await portal.register(name={"zh": "新名", "en": "New"})
    assert renamed.json()["qualifications"] == [TIER, TITLE]
    less = await portal.register(name={"zh": "新名", "en": "New"}, qualifications=[TIER])
    assert (less.status_code, less.json()["qualifications"]) == (200, [TIER])
    assert less.json()["version"] > renamed.json()["version"]
    none = await portal.register(name={"zh": "新名", "en": "New"}, qualifications=[])
    assert none.json()["qualifications"] == []
    assert (await portal.call("GET", f"/enterprises/{USCC}")).json() == none.json()
    told = await portal.events("enterprises")
    assert [event.type for event in told] == [
        "laurel.enterprise.registered.v1",
        "laurel.enterprise.changed.v1",
    ]
    assert all("qualifications" not in event.model_dump() for event in told)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scheme": "Tier 1"}, "qualifications.0.scheme"),
        ({"level": ""}, "qualifications.0.level"),
        ({"from": "01.09.2018"}, "qualifications.0.from"),
        ({"from": None}, "qualifications.0.from"),
        ({"until": "2018-09-01"}, "qualifications.0.until"),
        ({"source": ""}, "qualifications.0.source"),
        ({"number": "1"}, "qualifications.0.number"),
    ],
)
async def test_a_wrong_qualification(portal: Portal, changes: dict[str, Any], field: str) -> None:
    before = await portal.state()
    answer = await portal.register(qualifications=[TIER | changes])
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert fields(answer) == [field]


async def test_two_that_contradict_each_other(portal: Portal) -> None:
    before = await portal.state()
    answer = await portal.register(qualifications=[TIER, TITLE, TIER | {"until": None}])
    assert await refused(portal, before, answer) == (422, "invalid-request")
    assert fields(answer) == ["qualifications.2"]
    many = await portal.register(qualifications=[TIER] * 101)
    assert problem(many) == (422, "invalid-request")


async def test_an_enterprise_that_a_former_version_registered_holds_nothing(db: Database) -> None:
    store = MongoEnterprises(Journal(db["enterprises"], "intake", nobody))
    await store.add(an_enterprise(), at=NOON)
    await db["enterprises"].update_one({"_id": USCC}, {"$unset": {"qualifications": ""}})
    found = await store.find(USCC)
    assert found is not None
    assert found.enterprise == an_enterprise()
    holding = found.enterprise.changed(found.enterprise.profile, NOON, [held()])
    await store.save(found, holding, at=NOON)
    again = await store.find(USCC)
    assert again is not None
    assert again.enterprise == holding
    assert PROFILE["district"] == again.enterprise.profile.district
