"""What the tests do to the topics, and how they know that everybody has read them."""

from collections import defaultdict
from collections.abc import AsyncIterator
from itertools import count
from random import Random
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from deploy.journals import JOURNALS
from deploy.provision import read_plans
from deploy.servers import Servers
from services.stats.domain.row import STREAMS
from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.messaging.envelope import Message, partition_for, to_message
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect

OUTSIDE = {"agencies"}
"""Readers that are not ours."""


def readers() -> dict[str, set[str]]:
    """Which services read each topic."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS.values():
        found[kind.topic] |= set(kind.readers) - OUTSIDE
    return found


def _group(prefix: str, service: str, topic: str) -> str:
    folded = service == "stats" and topic in STREAMS
    return f"{prefix}.{service}.fold" if folded else f"{prefix}.{service}"


async def unread(servers: Servers) -> dict[str, int]:
    """How many messages each group has not read yet, by group and partition; empty at rest."""
    prefix, plans = servers.topic_prefix, read_plans()
    consumer = AIOKafkaConsumer(**servers.kafka.arguments(), enable_auto_commit=False)
    admin = AIOKafkaAdminClient(**servers.kafka.arguments())
    await consumer.start()
    await admin.start()
    try:
        partitions = [
            TopicPartition(f"{prefix}.{topic}", number)
            for topic, plan in plans.topics.items()
            for number in range(plan.partitions)
        ]
        ends = await consumer.end_offsets(partitions)
        left: dict[str, int] = {}
        for topic, services in readers().items():
            for service in services:
                group = _group(prefix, service, topic)
                read = await admin.list_consumer_group_offsets(group)
                for tp in partitions:
                    if tp.topic != f"{prefix}.{topic}":
                        continue
                    lag = ends[tp] - max(0, read[tp].offset if tp in read else 0)
                    if lag:
                        left[f"{group} {tp.topic}/{tp.partition}"] = lag
        return left
    finally:
        await admin.close()
        await consumer.stop()


async def recorded(servers: Servers) -> AsyncIterator[Message]:
    """The message of every event in every journal."""
    for place in JOURNALS:
        async with connect(servers.mongo, servers.database(place.service)) as database:
            async for record in database[place.collection].find({}, {"events": 1}):
                for event in map(RecordedEvent.from_document, record["events"]):
                    yield to_message(
                        event,
                        key=record["_id"],
                        source=place.service,
                        topic_prefix=servers.topic_prefix,
                    )


def poison(rng: Random, prefix: str) -> list[Message]:
    """Malformed messages, one for each partition of each topic, under keys of their own."""
    return [
        _poison(rng, f"{prefix}.{topic}", _key_in(number, plan.partitions))
        for topic, plan in read_plans().topics.items()
        for number in range(plan.partitions)
    ]


def _poison(rng: Random, topic: str, key: bytes) -> Message:
    name = topic.partition(".")[2]
    kind = rng.choice([k.type for k in KINDS.values() if k.topic == name and _is_read(k)])
    head = (
        ("ce_specversion", b"1.0"),
        ("ce_id", b"poison/" + key),
        ("ce_type", kind.encode()),
        ("ce_source", b"poison"),
        ("ce_subject", key),
        ("ce_time", b"2019-07-01T04:00:00+00:00"),
        ("ce_sequence", b"1"),
    )
    far = b"9999-12-31T23:59:59-01:00"
    times = b'{"at": "%s", "received_at": "%s", "standing": {"milestones": {"opened": "%s"}}}'
    no_sequence: Any = None
    value, headers = rng.choice(
        [
            (b"\xff\xfenot an event", ()),
            (b'{"half an event": ', head),
            (b"{}", head),
            (b"null", head),
            (times % (far, far, far), head),
            (b'{"application": 7}', tuple((n, v) for n, v in head if n != "ce_sequence")),
            (b'{"application": 7}', (*head[:-1], ("ce_sequence", no_sequence))),
        ]
    )
    return Message(topic, key, value, headers)


def _is_read(kind: type[Event]) -> bool:
    # Statistics read nothing of a kind that is not for them, however malformed it is.
    return "stats" in kind.readers or "stats" not in readers()[kind.topic]


def _key_in(partition: int, partitions: int) -> bytes:
    keys = (f"poison-{number}".encode() for number in count())
    return next(key for key in keys if partition_for(key, partitions) == partition)
