"""A dead letter is sent again once, to everybody at once, and does not wait from then on."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from deploy.dead_letters import REPLAYED, Kept, Replay, read_letters, replay_letters
from deploy.discarding import Why, discard_letters
from deploy.servers import Servers
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.envelope import Received, partition_for, to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from tests.builders import NOON, a_submission

READERS = ("intake", "notify", "stats")
PARTITIONS = 6
WHY = Why("another system's", "Li", NOON)


@pytest.fixture
async def dead(servers: Servers) -> AsyncIterator[DeadLetters]:
    """Where readers bury."""
    sender = Sender(servers.kafka, "test")
    yield DeadLetters(sender)
    await sender.stop()


def message(servers: Servers, key: bytes) -> Received:
    head = (("ce_id", b"review/" + key), ("traceparent", b"00-1-1-01"))
    return Received(f"{servers.topic_prefix}.reviews.v1", key, b"{}", head, (0, 0))


async def bury(dead: DeadLetters, message: Received, reason: str) -> None:
    await dead.bury([DeadLetter(message, reader, 8, reason) for reader in READERS])


async def replay(servers: Servers, *ids: str, again: bool = False) -> Replay:
    """These, or all."""
    return await replay_letters(
        servers.kafka, servers.topic_prefix, frozenset(ids) if ids else None, again=again
    )


async def kept(servers: Servers) -> Kept:
    return await read_letters(servers.kafka, servers.topic_prefix)


async def discard(servers: Servers, *ids: str) -> None:
    await discard_letters(servers.kafka, servers.topic_prefix, ids, WHY)


async def sent(servers: Servers, *keys: bytes) -> int:
    """How many messages came to the partitions of these keys."""
    async with AIOKafkaConsumer(**servers.kafka.arguments()) as consumer:
        topic = f"{servers.topic_prefix}.reviews.v1"
        places = [TopicPartition(topic, partition_for(key, PARTITIONS)) for key in keys]
        return sum((await consumer.end_offsets(places)).values())


async def waits(servers: Servers) -> list[str]:
    return [letter.id for letter in (await kept(servers)).waiting]


async def test_a_message_that_three_readers_gave_up_is_sent_once(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "unavailable: away")
    await bury(dead, message(servers, b"b"), "unavailable: away")
    done = await replay(servers)
    assert (done.sent, len(done.answered), done.left_out) == (2, 6, 0)
    assert await sent(servers, b"a", b"b") == 2
    assert await waits(servers) == []


async def test_what_was_sent_again_is_sent_no_more_but_what_died_since_is(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "unavailable: away")
    await replay(servers)
    assert (await replay(servers)).sent == 0
    await bury(dead, message(servers, b"a"), "unavailable: still away")
    assert len(await waits(servers)) == len(READERS)
    assert (await replay(servers)).sent == 1
    assert await sent(servers, b"a") == 2


async def test_a_foreign_message_is_never_put_on_its_topic_once_more(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "malformed: no body")
    done = await replay(servers)
    assert (done.sent, done.left_out) == (0, len(READERS))
    first, *_ = await waits(servers)
    for again in (False, True):
        done = await replay(servers, first, again=again)
        assert done == Replay(sent=0, answered=frozenset(), foreign=frozenset({first}))
    assert await sent(servers, b"a") == 0
    assert len(await waits(servers)) == len(READERS)


async def test_what_an_older_version_could_not_read_is_sent_by_one_that_can(
    servers: Servers, dead: DeadLetters
) -> None:
    event = RecordedEvent.of(
        a_submission("a1"), seq=1, source="intake", key="a1", at=NOON, traceparent=None
    )
    ours = to_message(event, key="a1", source="intake", topic_prefix=servers.topic_prefix)
    came = Received(ours.topic, ours.key, ours.value, ours.headers, (0, 0))
    await bury(dead, came, "malformed: the type 'x' is not one of Laurel's events")
    assert (await replay(servers)).sent == 1
    assert await waits(servers) == []


async def test_no_message_passes_itself_off_as_a_note(servers: Servers, dead: DeadLetters) -> None:
    foreign = message(servers, b"a")
    head = (*foreign.headers, (REPLAYED, b"reviews.v1/0/0"))
    await bury(dead, replace(foreign, headers=head), "malformed: no body")
    assert len(await waits(servers)) == len(READERS)


async def test_a_letter_that_was_sent_again_can_still_be_read_and_is_sent_once_unless_told(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "unavailable: away")
    await replay(servers)
    letters = (await kept(servers)).letters
    assert [(x.consumer, x.replayed) for x in letters] == [(reader, True) for reader in READERS]
    named = letters[0].id
    assert await replay(servers, named) == Replay(0, frozenset(), before=frozenset({named}))
    assert (await replay(servers, named, again=True)).sent == 1
    assert await sent(servers, b"a") == 2


async def test_one_of_our_events_that_was_discarded_is_sent_only_when_told_and_may_die_again(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "rejected: no such case")
    first, *_ = await waits(servers)
    await discard(servers, first)
    assert await waits(servers) == []
    assert (await replay(servers)).sent == 0
    assert (await replay(servers, first)).before == {first}
    assert (await replay(servers, first, again=True)).sent == 1
    await bury(dead, message(servers, b"a"), "rejected: no such case")
    assert len(await waits(servers)) == len(READERS)
