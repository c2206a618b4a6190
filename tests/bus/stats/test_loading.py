"""A member that can't load its partitions says so, and folds as soon as it can."""

import asyncio

import msgspec
import pytest
from bson import Binary

from services.stats.consumers import member as module
from services.stats.consumers.member import Member
from services.stats.ports import PartitionState
from services.stats.store.checkpoints import MongoCheckpoints
from shared.mongo import PyMongoError
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.said import a_round, companies

BOTH = "_and_withdrawn"
KEPT_BEFORE = 8
"""Fields of a row, of the version that knew neither facts nor subjects."""


class Failing(MongoCheckpoints):
    """Loads nothing for as long as there is an error."""

    error: Exception | None = None

    async def claim(self, *which: object) -> PartitionState:
        if self.error is not None:
            raise self.error
        return await super().claim(*which)  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [PyMongoError("away"), ValueError("unreadable")])
async def test_a_member_is_not_ready_until_its_partitions_are_loaded(
    folding: Folding, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOADED_WITHIN", 0.2)
    checkpoints = Failing(folding.database, folding.group)
    checkpoints.error = error
    member = folding.start(checkpoints)
    await until(lambda: says(member, "its partitions are not loaded"))
    checkpoints.error = None
    await until(lambda: is_ready(member))
    said = a_round(20)
    await folding.tell(said)
    await folding.comes_to(said)


async def test_what_an_older_version_did_not_count_is_there_as_soon_as_a_partition_is_loaded(
    folding: Folding,
) -> None:
    said = a_round(200)
    older = folding.start()
    await folding.tell(said)
    await folding.comes_to(said)
    await folding.stop(older)
    for page in await folding.database["pages"].find().to_list(None):
        newer = [f"{part}.{n}" for part in ("cells", "days") for n in page[part] if BOTH in n]
        await folding.database["pages"].update_one(
            {"_id": page["_id"]}, {"$unset": dict.fromkeys(newer, 1)}
        )
    assert not any(BOTH in cell.milestone for cell in (await folding.counts()).cells)
    folding.start()
    await folding.comes_to(said)


async def says(member: Member, words: str) -> bool:
    return words in (await member.wrong() or "")


async def is_ready(member: Member) -> bool:
    return await member.wrong() is None


async def test_what_an_older_version_did_not_keep_is_heard_once_more_and_no_figure_goes_back(
    folding: Folding,
) -> None:
    said = a_round(200)
    older = folding.start()
    await folding.tell(said)
    await folding.comes_to(said)
    await folding.stop(older)
    for bucket in await folding.database["buckets"].find().to_list(None):
        rows = msgspec.msgpack.decode(bucket["rows"])
        known = {name: row[:KEPT_BEFORE] for name, row in rows.items()}
        less = {"rows": Binary(msgspec.msgpack.encode(known))}
        await folding.database["buckets"].update_one({"_id": bucket["_id"]}, {"$set": less})
    await folding.database["parts"].update_many({}, {"$unset": {"complete": 1, "stamps": 1}})
    assert await folding.companies("submitted") == {}
    submitted = (await folding.counts()).reached()["submitted"]
    folding.start()
    while await folding.companies("submitted") != companies(said, "submitted"):
        assert (await folding.counts()).reached()["submitted"] == submitted
        await asyncio.sleep(0.02)
    await folding.comes_to(said)
