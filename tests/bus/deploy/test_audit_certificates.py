"""The audit puts every number, day and holder of review beside what the statistics have."""

from typing import Any

from deploy.audit import Account, audit
from deploy.servers import Servers
from services.stats.consumers.certificates import certificate_handlers
from services.stats.store.certificates import MongoCertificates
from shared.contracts.base import Event
from shared.messaging.incoming import Incoming
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect
from tests.builders import NOON
from tests.unit.stats.activities import DAY, ROADSHOW
from tests.unit.stats.certificates import HOLDER, handed_over, issued, registered, voided

KEY = "list.1"
EVENTS = (registered("1"), issued("1"), handed_over("1"), issued("1", edition=2), voided("1"))


async def account(servers: Servers) -> Account:
    name = "certificates in the statistics are those of review"
    return next(each for each in (await audit(servers)).accounts if each.name == name)


async def in_journal(servers: Servers, *events: Event) -> None:
    """Events as review's journal has them."""
    recorded = [
        RecordedEvent.of(event, seq=seq, source="review", key=KEY, at=NOON, traceparent=None)
        for seq, event in enumerate(events, 1)
    ]
    documents: dict[str, Any] = {"_id": KEY, "events": [each.to_document() for each in recorded]}
    async with connect(servers.mongo, servers.database("review")) as database:
        await database["recognitions"].insert_one(documents)


async def in_statistics(servers: Servers, *events: Event) -> None:
    """The same events as the statistics have heard them."""
    async with connect(servers.mongo, servers.database("stats")) as database:
        handlers = certificate_handlers(MongoCertificates(database))
        for seq, event in enumerate(events, 1):
            heard = Incoming(event, "register.v1", KEY, seq, f"review/{KEY}/{seq}", NOON, None)
            await handlers[type(event)](heard)


async def test_it_balances_when_all_was_heard(servers: Servers) -> None:
    await in_journal(servers, *EVENTS)
    await in_statistics(servers, *EVENTS)
    found = await account(servers)
    assert found.wrong == ()
    assert found.checked == 4


async def test_it_names_what_was_not_heard(servers: Servers) -> None:
    await in_journal(servers, *EVENTS)
    await in_statistics(servers, issued("1"))
    assert (await account(servers)).wrong == (
        f"1/handed over/{ROADSHOW}/{DAY}: statistics 0, journals 1",
        f"1/void/{NOON:%Y-%m-%d}: statistics 0, journals 1",
        f"holder/{KEY}/{HOLDER}: statistics 0, journals 1",
    )
