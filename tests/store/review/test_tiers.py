"""Sheets of several tiers: slots of each, also between processes, and what a withdrawal frees."""

import asyncio
import os
from datetime import datetime, timedelta

import pytest

from services.review.domain.official import Official
from services.review.domain.stages.recommendation.sheet import Sheet, SheetRow
from services.review.usecases.case.withdraw import Withdraw
from services.review.usecases.rules import Rules
from services.review.usecases.stages.recommendation import hand_in_sheet
from services.review.usecases.stages.recommendation.apply_sheets import ApplySheets
from services.review.usecases.stages.recommendation.hand_in_sheet import HandInSheet, SheetHandedIn
from shared.errors import Rejected
from shared.heard import Position
from shared.programmes import Programmes
from tests.clients.process import run_module
from tests.programmes.tiers import CITY, CITY_BY, ID, IN_TIME, ROUND, tiers
from tests.store.review.conftest import Stored
from tests.unit.review.builders import CALENDAR, withdrawn
from tests.unit.review.test_tiers import put_forward, waiting

RULES = Rules(Programmes([tiers()]), CALENDAR)


@pytest.fixture(autouse=True)
def nobody_waits_for_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_in_sheet, "WAIT_AT_MOST", timedelta(0))


async def keep(stored: Stored, *applications: str, by_district: bool = True) -> None:
    for one in applications:
        case = waiting(one)
        await stored.keep(put_forward(case, "east", 1).case if by_district else case)


async def hand_in(
    stored: Stored, office: str, sheet: str, *applications: str, at: datetime = IN_TIME
) -> Sheet:
    rows = [SheetRow(rank=n, number=f"JM-{a}") for n, a in enumerate(applications, 1)]
    use = HandInSheet(stored.cases, stored.sheets, RULES, stored.wake)
    official = Official(f"{office}-1", frozenset({"recommender"}), office)
    said = SheetHandedIn(ID, ROUND, sheet, office, "同意推荐", rows)
    return await use(said, official=official, at=at)


async def apply(stored: Stored) -> None:
    await ApplySheets(stored.cases, stored.sheets, RULES)(IN_TIME)


async def withdraw(stored: Stored, application: str, at: datetime) -> None:
    use = Withdraw(stored.cases, stored.lists, stored.sheets, RULES)
    await use(withdrawn(application, at), Position("applications.v1", 9), at)


async def used(stored: Stored) -> dict[str, int]:
    return {
        found["_id"].rpartition("/")[2]: found["used"]
        async for found in stored.database["quotas"].find({})
    }


async def test_an_application_is_on_a_sheet_of_every_tier(stored: Stored) -> None:
    await keep(stored, "c1", "c2", by_district=False)
    for office, applications in (("east", ("c1",)), ("west", ("c2",)), (CITY, ("c2", "c1"))):
        await hand_in(stored, office, "s", *applications)
        await apply(stored)
    found = await stored.case("c1")
    (district,), city = found.earlier_recommendations, found.recommendation
    assert city is not None
    assert [(one.recommender, one.rank) for one in (district, city)] == [("east", 1), (CITY, 2)]
    assert await used(stored) == {"east": 1, "west": 1, CITY: 2}


async def test_no_tier_is_passed_over(stored: Stored) -> None:
    await keep(stored, "c1", by_district=False)
    with pytest.raises(Rejected, match="sheet-refused"):
        await hand_in(stored, CITY, "s", "c1")
    with pytest.raises(Rejected, match="sheet-refused"):
        await hand_in(stored, "province", "s", "c1")


async def test_a_sheet_of_a_tier_does_nothing_in_the_next_one(stored: Stored) -> None:
    await keep(stored, "c1", by_district=False)
    await hand_in(stored, "east", "s", "c1")
    await apply(stored)
    await stored.database["sheets"].update_many({}, {"$set": {"state": "applying"}})
    await stored.database["sheet_rows"].update_many({}, {"$set": {"state": "waiting"}})
    await apply(stored)
    assert (await stored.case("c1")).stage == "before_city_tier"
    assert await used(stored) == {"east": 1}


async def test_a_tier_after_its_own_cut_off_is_closed(stored: Stored) -> None:
    await keep(stored, "c1")
    with pytest.raises(Rejected, match="recommendation-closed"):
        await hand_in(stored, CITY, "s", "c1", at=CITY_BY)


async def test_a_withdrawal_frees_the_slots_of_the_tiers_that_are_not_over(stored: Stored) -> None:
    await keep(stored, "c1", by_district=False)
    for office in ("east", CITY):
        await hand_in(stored, office, "s", "c1")
        await apply(stored)
    await withdraw(stored, "c1", CITY_BY - timedelta(seconds=1))
    assert await used(stored) == {"east": 1, CITY: 0}


async def test_two_processes_never_both_take_the_last_slot(
    stored: Stored, mongo_uri: str, database: str
) -> None:
    cities = [f"c{n}" for n in range(6)]
    await keep(stored, *cities)
    await hand_in(stored, CITY, "first", *cities[:2])
    environ = {**os.environ, "MONGO": mongo_uri, "DATABASE": database}
    module = "tests.store.review.hand_in_process"
    ends = await asyncio.gather(
        *(run_module(module, environ, f"s-{city}", city) for city in cities[2:])
    )
    said = sorted(text.strip().splitlines()[-1] for _, text in ends)
    assert said == ["quota-exceeded"] * 3 + ["taken"]
    assert await used(stored) == {CITY: 3}
    await apply(stored)
    assert sorted([(await stored.case(c)).stage for c in cities]) == [
        *["before_city_tier"] * 3,
        *["before_province_tier"] * 3,
    ]
