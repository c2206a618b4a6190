"""Software that is none of ours joins the group that folds; the figures stay exact."""

import asyncio

import pytest
from aiokafka import TopicPartition
from confluent_kafka import Consumer, KafkaError

from services.stats.consumers import member as module
from services.stats.consumers.member import Member
from services.stats.domain.row import STREAMS
from tests.bus.stats.conftest import Folding, until
from tests.bus.stats.said import a_round


async def test_a_consumer_of_the_newer_protocol_is_refused_and_all_is_counted(
    folding: Folding,
) -> None:
    said = a_round(200)
    folding.start()
    await folding.tell(said[:100])
    await folding.comes_to(said[:100])
    stranger = joining(folding)
    assert await asyncio.to_thread(is_refused, stranger)
    stranger.close()
    await folding.tell(said[100:])
    await folding.comes_to(said)


async def test_shares_that_cannot_be_folded_are_given_back_until_better_ones_come(
    folding: Folding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REJOIN_AFTER", 0.0)
    said = a_round(200)
    member = folding.start()
    await folding.tell(said[:100])
    await folding.comes_to(said[:100])
    await member.on_partitions_revoked(set())
    await member.on_partitions_assigned({TopicPartition(f"{folding.prefix}.{STREAMS[0]}", 0)})
    assert "other partitions of one topic than of another" in str(await member.wrong())
    await until(lambda: is_ready(member))
    await folding.tell(said[100:])
    await folding.comes_to(said)


async def test_a_group_that_another_had_before_is_joined_as_soon_as_it_is_left(
    folding: Folding,
) -> None:
    stranger = joining(folding)
    await asyncio.to_thread(has_its_share, stranger)
    said = a_round(100)
    await folding.tell(said)
    member = folding.start()
    await until(lambda: says(member, "not in its consumer group"))
    stranger.close()
    await folding.comes_to(said)


def joining(folding: Folding) -> Consumer:
    """A consumer of the protocol of KIP-848 that joins the group."""
    settings = {"bootstrap.servers": folding.kafka, "group.id": folding.group}
    stranger = Consumer({**settings, "group.protocol": "consumer"})
    stranger.subscribe([f"{folding.prefix}.{stream}" for stream in STREAMS])
    return stranger


def is_refused(stranger: Consumer) -> bool:
    """Whether the broker wants it not."""
    for _ in range(60):
        if (message := stranger.poll(1.0)) is not None:
            error = message.error()
            assert error is not None, "the stranger was let in"
            return error.code() == KafkaError._FATAL
    return False


def has_its_share(stranger: Consumer) -> None:
    """Returns when the group has given it partitions."""
    for _ in range(60):
        stranger.poll(1.0)
        if stranger.assignment():
            return
    raise AssertionError("the stranger got no partition")


async def says(member: Member, words: str) -> bool:
    """Whether it complains of this."""
    return words in str(await member.wrong())


async def is_ready(member: Member) -> bool:
    """Whether it has nothing to complain of."""
    return await member.wrong() is None
