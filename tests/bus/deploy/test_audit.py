"""The books balance only when nothing is wrong with them."""

from datetime import UTC, datetime

from deploy.audit import Account, audit
from deploy.dead_letters import replay_letters
from deploy.servers import Servers
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import FORMER, pack
from services.stats.domain.row import STREAMS
from services.stats.main import fold_group
from services.stats.store.checkpoints import MongoCheckpoints
from shared.calendar import beijing_date
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.envelope import Received
from shared.messaging.kafka import Sender
from shared.messaging.parked import Parking
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect
from tests.builders import NOON, a_standing, a_submission

LATE = datetime(2019, 7, 1, 17, tzinfo=UTC)
"""One o'clock on the next day in Beijing."""


async def account(servers: Servers, name: str) -> Account:
    """One account of an audit."""
    accounts = (await audit(servers)).accounts
    return next(account for account in accounts if account.name == name)


async def submitted(servers: Servers, at: datetime) -> None:
    """An application, as intake's journal has it."""
    event = RecordedEvent.of(
        a_submission(standing=a_standing(milestones={"submitted": at})),
        seq=1,
        source="intake",
        key="a1",
        at=at,
        traceparent=None,
    )
    async with connect(servers.mongo, servers.database("intake")) as database:
        await database["applications"].insert_one({"_id": "a1", "events": [event.to_document()]})


async def folded(servers: Servers, at: datetime) -> None:
    """The same, as the statistics have it."""
    standing = a_standing()
    facts = Facts(*(getattr(standing, name) for name in Facts._fields))
    reached = (pack(FORMER.index("submitted"), beijing_date(at).toordinal()),)
    async with connect(servers.mongo, servers.database("stats")) as database:
        checkpoints = MongoCheckpoints(database, fold_group(servers.topic_prefix))
        await checkpoints.prepare()
        state = await checkpoints.claim(0, STREAMS)
        state.fold.hear("a1", 0, 1, facts, reached)
        await checkpoints.save([checkpoints.encode(state.checkpoint())])


RECOUNT = "statistics equal a recount from the journals"


async def test_statistics_of_the_right_day_balance(servers: Servers) -> None:
    await submitted(servers, at=LATE)
    await folded(servers, at=LATE)
    assert (await account(servers, RECOUNT)).balanced


async def test_statistics_of_a_wrong_day_do_not_balance(servers: Servers) -> None:
    await submitted(servers, at=LATE)
    await folded(servers, at=NOON)
    of = "gd-hightech-product-jiangmen/2019/submitted"
    assert (await account(servers, RECOUNT)).wrong == (
        f"{of}/2019-07-01/pengjiang: statistics 1, journals 0",
        f"{of}/2019-07-02/pengjiang: statistics 0, journals 1",
    )


async def test_a_message_that_waits_in_any_service_is_named(servers: Servers) -> None:
    message = Received(f"{servers.topic_prefix}.lists.v1", b"l1", b"{}", (), (0, 7))
    for service in ("intake", "review", "notify", "stats"):
        async with connect(servers.mongo, servers.database(service)) as database:
            await Parking(database["parked"]).park(message, attempts=3, reason="away", due=NOON)
    waiting = (await account(servers, "no message waits for another try")).wrong
    assert [line.split(":")[0] for line in waiting] == ["intake", "notify", "review", "stats"]


async def test_a_message_that_was_given_up_is_named_until_it_is_sent_again(
    servers: Servers,
) -> None:
    head = (("ce_id", b"notify/n1/2"),)
    lost = Received(f"{servers.topic_prefix}.notices.v1", b"a1", b"{}", head, (0, 1))
    sender = Sender(servers.kafka, "test")
    await DeadLetters(sender).bury([DeadLetter(lost, "review", 8, "rejected: no such case")])
    await sender.stop()
    name = "no dead letter waits to be replayed"
    assert (await account(servers, name)).wrong == (
        "notices.v1/0/0: notify/n1/2, given up by review",
    )
    await replay_letters(servers.kafka, servers.topic_prefix, None)
    assert (await account(servers, name)).balanced
