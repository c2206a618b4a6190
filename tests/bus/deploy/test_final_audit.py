"""After a play the audit waits for what is on its way, and names what does not come."""

import pytest

from deploy.audit import Audit, audit, final
from deploy.audit.final import final_audit
from deploy.replay import waiting
from deploy.servers import Servers
from shared.messaging.envelope import Received
from shared.messaging.parked import Parking
from shared.mongo import connect
from tests.builders import NOON


async def park_a_message(servers: Servers) -> None:
    message = Received(f"{servers.topic_prefix}.lists.v1", b"l1", b"{}", (), (0, 7))
    async with connect(servers.mongo, servers.database("review")) as database:
        await Parking(database["parked"]).park(message, attempts=3, reason="away", due=NOON)


async def test_what_is_on_its_way_at_the_first_look_is_waited_for(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    await park_a_message(servers)
    looks: list[bool] = []

    async def audited(servers: Servers) -> Audit:
        found = await audit(servers)
        looks.append(found.balanced)
        async with connect(servers.mongo, servers.database("review")) as database:
            await database["parked"].delete_many({})
        return found

    monkeypatch.setattr(final, "audit", audited)
    assert (await final_audit(servers)).balanced
    assert looks == [False, True]


async def test_what_does_not_come_is_named(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "STUCK_AFTER", 0.0)
    await park_a_message(servers)
    wrong = [account.name for account in (await final_audit(servers)).accounts if account.wrong]
    assert wrong == ["no message waits for another try"]
