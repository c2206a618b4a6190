"""Activities and attendances are kept as their newest event has them, however often it comes."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.stats.consumers.table import activity_of
from services.stats.domain.activities import TookPart
from services.stats.store.activities import MongoActivities
from shared.contracts.activities import ActivityAttended, ActivityCalledOff, ActivityHeld
from shared.mongo import connect
from tests.store.stats.conftest import Stats
from tests.unit.stats.activities import DAY, attended, called_off, held

PRESENTED = TookPart("roadshow", "presented")
COMPANIES = TookPart("roadshow", "presented", distinct=True)


class Heard:
    """What the statistics have heard."""

    def __init__(self, known: MongoActivities) -> None:
        self.known = known

    async def note(self, event: ActivityHeld | ActivityCalledOff, seq: int = 1) -> None:
        await self.known.note("small", "2019", activity_of(event), seq=seq)

    async def attend(self, event: ActivityAttended, seq: int = 1) -> None:
        await self.known.attend(
            "small",
            "2019",
            event.attendance,
            activity=event.activity,
            subject=event.subject,
            roles=event.roles,
            seq=seq,
        )

    async def counts(self, **asked: object) -> tuple[int, int]:
        record = await self.known.of_round("small", "2019", [PRESENTED, COMPANIES], **asked)  # type: ignore[arg-type]
        return record.took_part[PRESENTED], record.took_part[COMPANIES]


@pytest.fixture
async def heard(mongo_uri: str, database: str) -> AsyncIterator[Heard]:
    async with connect(mongo_uri, database) as db:
        known = MongoActivities(db)
        await known.prepare()
        yield Heard(known)


async def test_each_application_counts_and_each_enterprise_once(heard: Heard) -> None:
    await heard.note(held())
    await heard.attend(attended("a1", "presented", subject="one"))
    await heard.attend(attended("a2", "presented", subject="one"))
    await heard.attend(attended("a3", "presented", "attended", subject="two"))
    await heard.attend(attended("a4", "attended", subject="three"))
    assert await heard.counts() == (3, 2)


async def test_what_comes_again_or_late_changes_nothing(heard: Heard) -> None:
    await heard.note(held(), seq=2)
    await heard.attend(attended("a1", "presented"), seq=2)
    version = await heard.known.version("small", "2019")
    await heard.note(called_off(), seq=1)
    await heard.attend(attended("a1"), seq=1)
    await asyncio.gather(
        *(heard.attend(attended("a1", "presented"), seq=2) for _ in range(8)),
        *(heard.note(held(), seq=2) for _ in range(8)),
    )
    assert await heard.counts() == (1, 1)
    assert await heard.known.version("small", "2019") == version


async def test_what_was_taken_back_counts_no_more(heard: Heard) -> None:
    await heard.note(held())
    await heard.attend(attended("a1", "presented"))
    before = await heard.known.version("small", "2019")
    await heard.attend(attended("a1"), seq=2)
    assert await heard.counts() == (0, 0)
    assert await heard.known.version("small", "2019") > before


async def test_nobody_took_part_in_what_is_not_known_to_be_held(heard: Heard) -> None:
    await heard.attend(attended("a1", "presented"))
    assert await heard.counts() == (0, 0)
    await heard.note(held())
    assert await heard.counts() == (1, 1)


async def test_of_an_earlier_day_only_what_was_held_by_then_counts(heard: Heard) -> None:
    later = "small.2019.activities.roadshow.2"
    await heard.note(held())
    await heard.note(held(later, DAY + timedelta(days=1)))
    await heard.attend(attended("a1", "presented", subject="one"))
    await heard.attend(attended("a1", "presented", activity=later, subject="one"))
    assert await heard.counts(as_of=DAY) == (1, 1)
    assert await heard.counts(as_of=DAY - timedelta(days=1)) == (0, 0)
    assert await heard.counts() == (2, 1)


async def test_the_board_of_a_round_with_activities_is_read_before_any_was_held(
    stats: Stats,
) -> None:
    for language in ("zh", "en"):
        answer = await stats.http.get(
            "/stats/board/hunan-key-new-products/2022", headers={"Accept-Language": language}
        )
        assert answer.status_code == 200, answer.text
    found = await stats.http.get("/stats/v1/rounds/hunan-key-new-products/2022/board")
    tiles = {tile["id"]: tile for tile in found.json()["tiles"]}
    assert tiles["exhibitors"]["value"] is None
    assert tiles["exhibitors"]["missing"]["zh"] == "尚未产生：路演尚未举办。"
    assert tiles["launched_on"]["missing"]["en"] == "Release and launching ceremony: not held yet."
