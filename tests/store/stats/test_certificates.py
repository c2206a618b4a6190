"""Certificates are counted once, however often, late or out of order their events come."""

import asyncio
from collections.abc import AsyncIterator
from itertools import permutations

import pytest

from services.stats.consumers.certificates import certificate_handlers
from services.stats.consumers.table import activity_of
from services.stats.domain.activities import ActivityRecord
from services.stats.domain.certificates import GivenOut
from services.stats.store.certificates import MongoCertificates
from shared.contracts.base import Event
from shared.messaging.incoming import Incoming
from shared.mongo import connect
from tests.builders import NOON
from tests.store.stats.conftest import Stats
from tests.unit.stats.activities import held
from tests.unit.stats.certificates import handed_over, issued, registered, voided

QUESTIONS = (
    GivenOut("plaque"),
    GivenOut("plaque", distinct=True),
    GivenOut("plaque", "roadshow"),
)


class Heard:
    """What the statistics have heard."""

    def __init__(self, known: MongoCertificates) -> None:
        self.known = known
        self._handlers = certificate_handlers(known)

    async def hear(self, *events: Event, key: str = "r") -> None:
        for seq, event in enumerate(events, 1):
            incoming = Incoming(event, "register.v1", key, seq, f"e/{seq}", NOON, None)
            await self._handlers[type(event)](incoming)

    async def counts(self) -> tuple[int, ...]:
        activities = ActivityRecord(1, (activity_of(held()),))
        record = await self.known.of_round("small", "2019", QUESTIONS, activities)
        return tuple(record.given[question].number for question in QUESTIONS)


@pytest.fixture
async def heard(mongo_uri: str, database: str) -> AsyncIterator[Heard]:
    async with connect(mongo_uri, database) as db:
        known = MongoCertificates(db)
        await known.prepare()
        yield Heard(known)


async def test_each_number_counts_and_each_holder_once(heard: Heard) -> None:
    await heard.hear(registered("1", "one"), issued("1"), handed_over("1"))
    await heard.hear(registered("2", "one"), issued("2"), handed_over("2"))
    await heard.hear(registered("3", "two"), issued("3"))
    assert await heard.counts() == (3, 2, 2)


async def test_in_whatever_order_they_come_they_say_the_same(heard: Heard) -> None:
    events = (registered("1"), issued("1"), handed_over("1"), issued("1", edition=2), voided("1"))
    for order in permutations(events):
        await heard.hear(*order)
        assert await heard.counts() == (0, 0, 1)
        for collection in ("certificates", "recognitions"):
            await heard.known.database[collection].delete_many({})


async def test_what_comes_again_changes_nothing(heard: Heard) -> None:
    events = registered("1"), issued("1"), handed_over("1")
    await heard.hear(*events)
    version = await heard.known.version("small", "2019")
    await asyncio.gather(*(heard.hear(*events) for _ in range(8)))
    assert await heard.counts() == (1, 1, 1)
    assert await heard.known.version("small", "2019") == version


async def test_every_event_that_is_new_moves_the_version(heard: Heard) -> None:
    seen = [await heard.known.version("small", "2019")]
    for event in (registered("1"), issued("1"), issued("1", edition=2), handed_over("1"),
                  voided("1")):  # fmt: skip
        await heard.hear(event)
        seen.append(await heard.known.version("small", "2019"))
    assert seen == sorted(set(seen))


async def test_what_is_of_no_round_is_not_kept(heard: Heard) -> None:
    await heard.hear(registered("1", round_=None))
    assert await heard.known.lines() == []


async def test_the_document_of_hunan_is_read_before_any_was_issued(stats: Stats) -> None:
    answer = await stats.http.get("/stats/v1/documents/hunan-2022")
    assert answer.status_code == 200, answer.text
    rows = {row["id"]: row for row in answer.json()["rows"]}
    assert rows["H02"]["verdict"] != "equal"
