"""A cursor goes on over `laurel restore` where its history is the same, and skips nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from deploy.backup import back_up, restore
from deploy.servers import Servers
from shared.messaging.cluster import Cluster
from tests.store.notify.feed_house import FEED, House, opened_house


@pytest.fixture
def servers(mongo_uri: str, database: str) -> Servers:
    """A deployment of this test's own."""
    return Servers(Cluster("nowhere:1"), mongo_uri, "t", database)


@pytest.fixture
def mongo(mongo_uri: str) -> Iterator[MongoClient[dict[str, Any]]]:
    """Its MongoDB."""
    with MongoClient[dict[str, Any]](mongo_uri) as client:
        yield client


async def asked(house: House, **query: Any) -> httpx.Response:
    """An answer of the feed."""
    async with house.client() as client:
        return await client.get(FEED, params=query)


async def test_a_cursor_of_what_a_restore_has_lost_is_refused_and_an_older_one_goes_on(
    mongo: MongoClient[dict[str, Any]], servers: Servers, tmp_path: Path
) -> None:
    notify = servers.database("notify")
    async with opened_house(servers.mongo, notify) as house:
        await house.add(3)
        kept = (await asked(house)).json()["next"]
        await back_up(servers, tmp_path / "b")
        await house.add(4, first=10)
        later = [each["cursor"] for each in (await asked(house, after=kept)).json()["outcomes"]]
    mongo.drop_database(notify)
    await restore(servers, tmp_path / "b")
    async with opened_house(servers.mongo, notify) as house:
        went_on = (await asked(house, after=kept)).json()
        assert (went_on["outcomes"], went_on["next"]) == ([], kept)
        assert {(await asked(house, after=each)).status_code for each in later} == {409}

        # What happens since has the positions of what was lost, and is something else.
        await house.add(4, first=20)
        subjects = [e["subject"] for e in (await asked(house, after=kept)).json()["outcomes"]]
        assert subjects == ["a20", "a21", "a22", "a23"]
        for each in later:
            refused = await asked(house, after=each)
            assert refused.status_code == 409
            assert refused.json()["errors"][0]["field"] == "after"
