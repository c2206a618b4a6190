"""A checkpoint is written as a whole by the owner of its partitions, or not at all."""

import asyncio

import msgspec
import pytest
from bson import Binary

from services.stats.domain.cursor import Cursor
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import FORMER, pack
from services.stats.domain.row import STREAMS
from services.stats.ports import Encoded, Fenced, PartitionState
from services.stats.store.checkpoints import MongoCheckpoints
from shared.mongo import OperationFailure
from shared.mongo_driver import begin_transaction
from tests.store.stats.conftest import PROGRAMME, Stats

FACTS = Facts(PROGRAMME, "2019", "xinhui", "3912", "new-energy")


def heard(checkpoints: MongoCheckpoints, state: PartitionState, name: str, upto: int) -> Encoded:
    state.fold.hear(name, 0, 1, FACTS, (pack(FORMER.index("submitted"), 737_000),))
    state.cursors = {STREAMS[0]: Cursor(upto, 77)}
    return checkpoints.encode(state.checkpoint())


async def submitted(stats: Stats) -> int:
    return int((await stats.get("/board")).json()["funnel"][0]["count"])


async def test_what_was_saved_is_loaded_by_the_next_owner(stats: Stats) -> None:
    first = await stats.checkpoints.claim(3, STREAMS)
    await stats.checkpoints.save([heard(stats.checkpoints, first, "a", 12)])
    second = await stats.checkpoints.claim(3, STREAMS)
    assert (second.epoch, second.fold.applications) == (first.epoch + 1, 1)
    cursor = second.cursors[STREAMS[0]]
    assert (cursor.next, cursor.mark, cursor.read_from) == (12, 77, 11)
    assert second.cursors[STREAMS[1]].read_from == 0
    await stats.checkpoints.save([heard(stats.checkpoints, second, "b", 13)])
    assert await submitted(stats) == 2


async def test_a_former_owner_writes_nothing_not_even_for_partitions_it_still_has(
    stats: Stats,
) -> None:
    lost = await stats.checkpoints.claim(1, STREAMS)
    kept = await stats.checkpoints.claim(2, STREAMS)
    await stats.checkpoints.claim(1, STREAMS)
    assert await stats.checkpoints.fenced({1: lost.epoch, 2: kept.epoch})
    assert not await stats.checkpoints.fenced({2: kept.epoch})
    both = [
        heard(stats.checkpoints, kept, "a", 1),
        heard(stats.checkpoints, lost, "b", 1),
    ]
    with pytest.raises(Fenced):
        await stats.checkpoints.save(both)
    assert await submitted(stats) == 0
    assert await stats.database["buckets"].count_documents({}) == 0
    assert (await stats.get("/position")).json() == {"streams": {}, "folded": 0}


async def test_the_position_says_how_far_each_stream_is_folded(stats: Stats) -> None:
    for partition in (0, 4):
        state = await stats.checkpoints.claim(partition, STREAMS)
        await stats.checkpoints.save([heard(stats.checkpoints, state, f"a{partition}", 5)])
    position = (await stats.get("/position")).json()
    assert position == {"streams": {"applications.v1": {"0": 5, "4": 5}}, "folded": 10}


async def test_an_owner_that_died_within_a_checkpoint_holds_nobody_up(stats: Stats) -> None:
    dead = MongoCheckpoints(stats.database, stats.checkpoints._group)
    state = await dead.claim(1, STREAMS)
    session = dead._session
    assert session is not None
    await begin_transaction(session)
    parts = stats.database["parts"]
    await parts.update_one({"epoch": state.epoch}, {"$set": {"cursors": []}}, session=session)
    async with asyncio.timeout(40):
        heir = await stats.checkpoints.claim(1, STREAMS)
        await stats.checkpoints.save([heard(stats.checkpoints, heir, "a", 1)])
    with pytest.raises(OperationFailure):
        await session.commit_transaction()
    assert await submitted(stats) == 1


async def as_an_older_version_left_it(stats: Stats) -> None:
    """Rows without what is told of an application alone, under cursors that are moved on."""
    part = {"_id": f"{stats.checkpoints._group}:3"}
    rows = {"a": [0, 0, 1, 0, 0, [pack(FORMER.index("submitted"), 737_000)], [], []]}
    await stats.database["parts"].insert_one(
        part
        | {
            "group": stats.checkpoints._group,
            "epoch": 7,
            "cursors": [[STREAMS[0], 12, 77]],
        }
    )
    await stats.database["facts"].insert_one(
        {"_id": f"{part['_id']}:0", "part": part["_id"], "from": 0, "rows": [list(FACTS)]}
    )
    await stats.database["buckets"].insert_one(
        {
            "_id": f"{part['_id']}:5",
            "part": part["_id"],
            "number": 5,
            "rows": Binary(msgspec.msgpack.encode(rows)),
        }
    )


async def test_what_an_older_version_folded_is_counted_and_then_heard_once_more(
    stats: Stats,
) -> None:
    await as_an_older_version_left_it(stats)
    state = await stats.checkpoints.claim(3, STREAMS)
    assert (state.epoch, state.fold.applications, state.dirty) == (8, 1, True)
    assert state.cursors[STREAMS[0]].read_from == 0
    state.cursors = {STREAMS[0]: Cursor(1, 11)}
    await stats.checkpoints.save([stats.checkpoints.encode(state.checkpoint())])
    assert await submitted(stats) == 1
    again = await stats.checkpoints.claim(3, STREAMS)
    assert again.cursors[STREAMS[0]].read_from == 0
    assert (again.cursors[STREAMS[0]].next, again.cursors[STREAMS[0]].mark) == (1, 11)


async def test_what_an_older_version_folded_meanwhile_is_noticed_too(stats: Stats) -> None:
    state = await stats.checkpoints.claim(3, STREAMS)
    await stats.checkpoints.save([heard(stats.checkpoints, state, "a", 12)])
    await stats.database["parts"].update_one({}, {"$set": {"cursors": [[STREAMS[0], 15, 78]]}})
    later = await stats.checkpoints.claim(3, STREAMS)
    assert (later.fold.applications, later.cursors[STREAMS[0]].next) == (1, 0)
