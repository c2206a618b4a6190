"""The audit puts who took part, as review recorded it, beside what the statistics have."""

from typing import Any

from deploy.audit import Account, audit
from deploy.servers import Servers
from services.stats.consumers.table import activity_of
from services.stats.store.activities import MongoActivities
from shared.contracts.activities import ActivityAttended, ActivityHeld
from shared.contracts.base import Event
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect
from tests.builders import NOON
from tests.unit.stats.activities import attended, held


async def account(servers: Servers) -> Account:
    name = "activities in the statistics are those of review"
    return next(each for each in (await audit(servers)).accounts if each.name == name)


async def in_journal(servers: Servers, collection: str, key: str, *events: Event) -> None:
    """Events as review's journal has them."""
    recorded = [
        RecordedEvent.of(event, seq=seq, source="review", key=key, at=NOON, traceparent=None)
        for seq, event in enumerate(events, 1)
    ]
    documents: dict[str, Any] = {"_id": key, "events": [each.to_document() for each in recorded]}
    async with connect(servers.mongo, servers.database("review")) as database:
        await database[collection].insert_one(documents)


async def in_statistics(servers: Servers, event: ActivityHeld, *said: ActivityAttended) -> None:
    """The same events as the statistics have heard them."""
    async with connect(servers.mongo, servers.database("stats")) as database:
        known = MongoActivities(database)
        await known.note(event.programme, event.round, activity_of(event), seq=1)
        for seq, each in enumerate(said, 1):
            await known.attend(
                each.programme,
                each.round,
                each.attendance,
                activity=each.activity,
                subject=each.subject,
                roles=each.roles,
                seq=seq,
            )


async def test_it_balances_when_the_newest_of_each_is_there(servers: Servers) -> None:
    first, put_right = attended("a1", "attended"), attended("a1", "presented")
    await in_journal(servers, "activities", held().activity, held())
    await in_journal(servers, "attendances", first.attendance, first, put_right)
    await in_statistics(servers, held(), first, put_right)
    found = await account(servers)
    assert found.balanced
    assert found.checked == 2


async def test_it_names_what_was_not_heard(servers: Servers) -> None:
    first, put_right = attended("a1", "attended"), attended("a1", "presented")
    await in_journal(servers, "activities", held().activity, held())
    await in_journal(servers, "attendances", first.attendance, first, put_right)
    await in_statistics(servers, held(), first)
    assert (await account(servers)).wrong == (
        f"{first.activity}/attended: statistics 1, journals 0",
        f"{first.activity}/presented: statistics 0, journals 1",
    )
