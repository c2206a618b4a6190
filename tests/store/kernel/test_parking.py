"""Parked messages come up again, each lane in its order, whatever waits in the others."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from shared.messaging.envelope import Received
from shared.messaging.parked import Parked, Parking
from shared.mongo import connect

PARTITION = 2
PAST = datetime(2019, 7, 1, tzinfo=UTC)


@pytest.fixture
async def parking(mongo_uri: str, database: str) -> AsyncIterator[Parking]:
    async with connect(mongo_uri, database) as db:
        made = Parking(db["parked"])
        await made.prepare()
        yield made


async def park(
    parking: Parking, key: str, offset: int, *, due: datetime = PAST, value: bytes = b"{}"
) -> None:
    message = Received("t", key.encode(), value, (), (PARTITION, offset))
    await parking.park(message, attempts=3, reason="-", due=due)


async def claimed(parking: Parking) -> list[Parked]:
    return [parked async for parked in parking.claim()]


@pytest.mark.parametrize(("lanes", "behind"), [(10, 6), (1, 60)])
async def test_however_many_wait_behind_failing_ones_another_lane_comes_up(
    parking: Parking, lanes: int, behind: int
) -> None:
    later = datetime.now(UTC) + timedelta(minutes=10)
    for offset in range(lanes * (behind + 1)):
        first = offset < lanes
        await park(parking, f"failing {offset % lanes}", offset, due=later if first else PAST)
    await park(parking, "other", 1000, due=PAST + timedelta(days=1))
    assert [parked.message.key for parked in await claimed(parking)] == [b"other"]


async def test_a_lane_comes_up_by_offset_however_it_was_parked(parking: Parking) -> None:
    for offset in (7, 5, 6):
        await park(parking, "a", offset, value=b"%d" % offset)
    found = []
    for _ in range(3):
        (parked,) = await claimed(parking)
        found.append(parked.message.value)
        await parking.done(parked)
    assert found == [b"5", b"6", b"7"]


async def test_what_is_claimed_by_one_is_not_claimed_by_another(parking: Parking) -> None:
    await park(parking, "a", 0)
    await park(parking, "b", 1)
    first, second = parking.claim(), parking.claim()
    assert (await anext(first)).message.key == b"a"
    assert [parked.message.key async for parked in second] == [b"b"]
    assert [parked async for parked in first] == []


async def test_a_message_parked_twice_is_one_but_another_at_its_place_is_kept(
    parking: Parking,
) -> None:
    await park(parking, "a", 0, value=b"before Kafka was lost")
    await park(parking, "a", 0, value=b"before Kafka was lost")
    await park(parking, "b", 0, value=b"afterwards")
    assert await parking.count() == 2
