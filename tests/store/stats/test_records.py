"""The public record of a round tells of every event once, and names nobody."""

import asyncio
from datetime import timedelta

from services.stats.consumers.table import public_event
from services.stats.domain.public_record import PublicEvent
from services.stats.store.public_records import MongoPublicRecords
from shared.contracts.lists import ObjectionDecided, ObjectionFiled
from tests.builders import NOON
from tests.store.stats.conftest import PROGRAMME, Stats

NOTICED = PublicEvent("noticed", NOON, count=1130)
ANNOUNCED = PublicEvent("announced", NOON + timedelta(days=15), count=1128, removed=2)


async def test_an_event_noted_twice_at_once_stands_there_once(stats: Stats) -> None:
    records = MongoPublicRecords(stats.database)
    await asyncio.gather(*(records.note(PROGRAMME, "2019", "L1/1", NOTICED) for _ in range(8)))
    await records.note(PROGRAMME, "2019", "L1/4", ANNOUNCED)
    await records.note(PROGRAMME, "2019", "L1/1", NOTICED)
    record = await records.of_round(PROGRAMME, "2019")
    assert (record.version, record.events) == (2, (NOTICED, ANNOUNCED))


async def test_the_board_tells_what_the_list_did_to_the_figures(stats: Stats) -> None:
    records = MongoPublicRecords(stats.database)
    assert (await stats.get("/board")).json()["stage"]["id"] == "review"
    await records.note(PROGRAMME, "2019", "L1/4", ANNOUNCED)
    await records.note(PROGRAMME, "2019", "L1/1", NOTICED)
    board = (await stats.get("/board")).json()
    assert board["stage"]["id"] == "announcement"
    assert [c["what"]["en"] for c in board["changes"]] == [
        "List announced, 2 removed",
        "List of 1,130 put under public notice",
    ]
    assert [c["effect"] and c["effect"]["en"] for c in board["changes"]] == [
        "Recognised +1,128",
        None,
    ]


def test_a_late_objection_is_not_public() -> None:
    filed = ObjectionFiled(
        list="L1",
        programme=PROGRAMME,
        round="2019",
        objection="O1",
        entry=7,
        in_time=False,
        at=NOON,
    )
    assert public_event(filed) is None
    assert public_event(filed.model_copy(update={"in_time": True})) == PublicEvent(
        "objected", NOON, entry=7
    )


def test_a_decided_objection_says_how_many_are_left() -> None:
    decided = ObjectionDecided(
        list="L1",
        programme=PROGRAMME,
        round="2019",
        objection="O1",
        entry=7,
        application="a1",
        outcome="upheld",
        reason="facts_confirmed",
        entries_left=1129,
        by="officer",
        at=NOON,
    )
    assert public_event(decided) == PublicEvent("upheld", NOON, count=1129, entry=7)
