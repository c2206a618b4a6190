"""A dead letter is sent again once, to everybody at once, and does not wait from then on."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from deploy.dead_letters import REPLAYED, Replay, read_letters, replay_letters, waiting
from deploy.servers import Servers
from shared.messaging.dead_letters import DeadLetter, DeadLetters
from shared.messaging.envelope import Received, partition_for
from shared.messaging.kafka import Sender

READERS = ("intake", "notify", "stats")
PARTITIONS = 6


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


async def replay(servers: Servers, *ids: str) -> Replay:
    """These, or all."""
    return await replay_letters(
        servers.kafka, servers.topic_prefix, frozenset(ids) if ids else None
    )


async def sent(servers: Servers, *keys: bytes) -> int:
    """How many messages came to the partitions of these keys."""
    async with AIOKafkaConsumer(**servers.kafka.arguments()) as consumer:
        topic = f"{servers.topic_prefix}.reviews.v1"
        places = [TopicPartition(topic, partition_for(key, PARTITIONS)) for key in keys]
        return sum((await consumer.end_offsets(places)).values())


async def waits(servers: Servers) -> list[str]:
    return [letter.id for letter in await waiting(servers.kafka, servers.topic_prefix)]


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


async def test_malformed_letters_are_left_out_unless_named(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "malformed: no body")
    done = await replay(servers)
    assert (done.sent, done.left_out) == (0, len(READERS))
    first, *others = await waits(servers)
    done = await replay(servers, first)
    assert done == Replay(sent=1, answered=frozenset({first, *others}), left_out=0)
    assert await sent(servers, b"a") == 1


async def test_no_message_passes_itself_off_as_a_note(servers: Servers, dead: DeadLetters) -> None:
    foreign = message(servers, b"a")
    head = (*foreign.headers, (REPLAYED, b"reviews.v1/0/0"))
    await bury(dead, replace(foreign, headers=head), "malformed: no body")
    assert len(await waits(servers)) == len(READERS)


async def test_a_letter_that_was_sent_again_can_still_be_read_and_named(
    servers: Servers, dead: DeadLetters
) -> None:
    await bury(dead, message(servers, b"a"), "unavailable: away")
    await replay(servers)
    kept = [letter async for letter in read_letters(servers.kafka, servers.topic_prefix)]
    assert [(x.consumer, x.replayed) for x in kept] == [(reader, True) for reader in READERS]
    assert (await replay(servers, kept[0].id)).sent == 1
