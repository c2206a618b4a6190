"""Who may do the work that needs one replica only, and how seldom MongoDB is asked about it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.journal.lease import Lease
from shared.mongo import Collection, connect
from tests.clients.waiting import until

HOUR = timedelta(hours=1)


@pytest.fixture
async def leases(mongo_uri: str, database: str) -> AsyncIterator[Collection]:
    async with connect(mongo_uri, database) as opened:
        yield opened["leases"]


async def lasts_until(leases: Collection) -> Any:
    found = await leases.find_one({"_id": "work"})
    assert found is not None
    return found["until"]


async def test_what_one_holds_another_gets_once_it_is_let_go_or_over(leases: Collection) -> None:
    one, other = Lease(leases, "work", HOUR), Lease(leases, "work", HOUR)
    assert await one.held()
    assert not await other.held()
    await one.release()
    assert await other.held()
    assert not await one.held()
    over = {"$set": {"until": datetime.now(UTC) - HOUR}}
    await leases.update_one({"_id": "work"}, over)
    assert await one.held()


async def test_it_is_renewed_once_half_its_time_is_over_and_not_before(leases: Collection) -> None:
    long = Lease(leases, "work", HOUR)
    assert await long.held()
    before = await lasts_until(leases)
    assert await long.held()
    assert await lasts_until(leases) == before
    await long.release()

    brief = Lease(leases, "work", timedelta(milliseconds=10))
    assert await brief.held()
    before = await lasts_until(leases)

    async def renewed() -> Any:
        assert await brief.held()
        return await lasts_until(leases)

    await until("it is renewed", renewed, lambda found: found > before)
