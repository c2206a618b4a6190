"""A backup holds everything of one instant, and only a whole one is put back."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from deploy import backup
from deploy.backup import Copied, back_up, check, restore
from deploy.servers import Servers
from shared.errors import Rejected
from shared.messaging.cluster import Cluster

Databases = MongoClient[dict[str, Any]]


@pytest.fixture
def servers(mongo_uri: str, database: str) -> Servers:
    return Servers(Cluster("nowhere:1"), mongo_uri, "t", database)


@pytest.fixture
def mongo(mongo_uri: str) -> Iterator[Databases]:
    with MongoClient[dict[str, Any]](mongo_uri, tz_aware=True) as client:
        yield client


def fill(mongo: Databases, servers: Servers) -> None:
    mongo[servers.database("intake")]["applications"].insert_many(
        {"_id": f"a{n}", "events": [{"seq": 1, "data": {"zh": "江门", "blob": b"\0" * n}}]}
        for n in range(50)
    )
    mongo[servers.database("review")]["cases"].insert_one({"_id": "a1", "stage": "accepted"})
    mongo[servers.database("review")]["leases"].insert_one({"_id": "jobs", "holder": "x"})


def contents(mongo: Databases, servers: Servers) -> dict[str, list[dict[str, Any]]]:
    return {
        f"{service}.{name}": list(mongo[servers.database(service)][name].find(sort=[("_id", 1)]))
        for service in ("intake", "review", "stats", "notify")
        for name in mongo[servers.database(service)].list_collection_names()
        if name != "leases"
    }


async def test_what_was_backed_up_comes_back_as_it_was(
    mongo: Databases, servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "FRAME_BYTES", 300)
    fill(mongo, servers)
    before = contents(mongo, servers)
    assert await back_up(servers, tmp_path / "b") == Copied(collections=2, documents=51)
    for service in ("intake", "review"):
        mongo.drop_database(servers.database(service))
    assert await restore(servers, tmp_path / "b") == Copied(collections=2, documents=51)
    assert contents(mongo, servers) == before
    assert mongo[servers.database("review")]["leases"].count_documents({}) == 0


async def test_what_is_written_meanwhile_is_not_in_it(
    mongo: Databases, servers: Servers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(mongo, servers)
    copy = backup._frames

    async def while_somebody_writes(*arguments: Any) -> AsyncIterator[list[Any]]:
        async for frame in copy(*arguments):
            yield frame
            late = {"_id": f"after-{arguments[2]}"}
            mongo[servers.database("review")]["cases"].insert_one(late)

    monkeypatch.setattr(backup, "_frames", while_somebody_writes)
    assert (await back_up(servers, tmp_path / "b")).documents == 51
    assert mongo[servers.database("review")]["cases"].count_documents({}) == 3


async def test_nothing_is_put_over_what_is_there(
    mongo: Databases, servers: Servers, tmp_path: Path
) -> None:
    fill(mongo, servers)
    await back_up(servers, tmp_path / "b")
    mongo[servers.database("intake")].drop_collection("applications")
    before = contents(mongo, servers)
    with pytest.raises(Rejected, match=r"_review\.cases is not empty"):
        await restore(servers, tmp_path / "b")
    assert contents(mongo, servers) == before


async def test_nobody_but_its_owner_reads_a_backup(
    mongo: Databases, servers: Servers, tmp_path: Path
) -> None:
    fill(mongo, servers)
    (tmp_path / "b.unfinished").touch(0o644)
    await back_up(servers, tmp_path / "b")
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


async def test_a_backup_that_was_damaged_is_refused(
    mongo: Databases, servers: Servers, tmp_path: Path
) -> None:
    fill(mongo, servers)
    await back_up(servers, tmp_path / "b")
    damaged = bytearray((tmp_path / "b").read_bytes())
    middle = len(damaged) // 2
    damaged[middle : middle + 50] = b"\xff" * 50
    (tmp_path / "b").write_bytes(damaged)
    with pytest.raises(Rejected, match="not a whole backup"):
        check(tmp_path / "b")


@pytest.mark.parametrize("kept", [0.5, 0.99])
async def test_a_backup_that_was_cut_off_is_refused_before_anything_is_written(
    mongo: Databases, servers: Servers, tmp_path: Path, kept: float
) -> None:
    fill(mongo, servers)
    await back_up(servers, tmp_path / "whole")
    whole = (tmp_path / "whole").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(len(whole) * kept)])
    mongo.drop_database(servers.database("intake"))
    mongo.drop_database(servers.database("review"))
    with pytest.raises(Rejected, match="cut"):
        await restore(servers, tmp_path / "cut")
    assert contents(mongo, servers) == {}
    assert check(tmp_path / "whole").year >= 2026
