"""What Kafka holds, as one file: every message at its place, and how far each group has read."""

import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import bson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from deploy.provision import read_plans
from shared.messaging.cluster import Cluster

GROUPS = ("intake", "review", "notify", "stats", "stats.fold")
POLL_MS = 1000


async def keep_topics(kafka: Cluster, prefix: str, file: Path) -> int:
    """Writes all messages and the offsets that are committed; tells how many messages."""
    consumer = AIOKafkaConsumer(**kafka.arguments(), enable_auto_commit=False)
    await consumer.start()
    try:
        messages = [_kept(record, prefix) async for record in _records(consumer, prefix)]
    finally:
        await consumer.stop()
    offsets = await _committed(kafka, prefix)
    frames = [{"message": m} for m in messages] + [{"committed": o} for o in offsets]
    # Without a name and a time of its own in it the file follows from what it holds.
    with file.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        for frame in frames:
            out.write(bson.encode(frame))
    return len(messages)


async def refill_topics(kafka: Cluster, prefix: str, file: Path) -> None:
    """Puts all messages at their places in empty topics, and commits what was committed.

    Fails if a message gets another offset: what services remember of their places would be wrong.
    """
    by_place: dict[TopicPartition, list[dict[str, Any]]] = defaultdict(list)
    offsets: dict[str, dict[TopicPartition, int]] = defaultdict(dict)
    for frame in _frames(file):
        if "message" in frame:
            message = frame["message"]
            by_place[_place(message, prefix)].append(message)
        else:
            committed = frame["committed"]
            group = f"{prefix}.{committed['group']}"
            offsets[group][_place(committed, prefix)] = committed["offset"]
    producer = AIOKafkaProducer(**kafka.arguments(), acks="all", enable_idempotence=True)
    await producer.start()
    try:
        for place, messages in by_place.items():
            await _send(producer, place, messages)
    finally:
        await producer.stop()
    for group, places in offsets.items():
        consumer = AIOKafkaConsumer(**kafka.arguments(), group_id=group, enable_auto_commit=False)
        await consumer.start()
        try:
            consumer.assign(list(places))
            await consumer.commit(places)
        finally:
            await consumer.stop()


async def _send(
    producer: AIOKafkaProducer, place: TopicPartition, messages: list[dict[str, Any]]
) -> None:
    sent = [
        await producer.send(
            place.topic,
            message["value"],
            message["key"],
            partition=place.partition,
            timestamp_ms=message["timestamp"],
            headers=[(name, value) for name, value in message["headers"]],
        )
        for message in messages
    ]
    for message, future in zip(messages, sent, strict=True):
        offset = (await future).offset
        assert offset == message["offset"], f"{place}: {offset}, recorded as {message['offset']}"


async def _records(consumer: AIOKafkaConsumer, prefix: str) -> Any:
    places = [
        TopicPartition(f"{prefix}.{topic}", partition)
        for topic, plan in read_plans().all().items()
        for partition in range(plan.partitions)
    ]
    for place, end in (await consumer.end_offsets(places)).items():
        if not end:
            continue
        consumer.assign([place])
        consumer.seek(place, 0)
        expected = 0
        while expected < end:
            for record in (await consumer.getmany(timeout_ms=POLL_MS)).get(place, []):
                assert record.offset == expected, f"{place} has nothing at offset {expected}"
                expected += 1
                yield record


def _kept(record: "ConsumerRecord[Any, Any]", prefix: str) -> dict[str, Any]:
    return {
        "topic": record.topic.removeprefix(f"{prefix}."),
        "partition": record.partition,
        "offset": record.offset,
        "timestamp": record.timestamp,
        "key": record.key,
        "value": record.value,
        "headers": [[name, value] for name, value in record.headers],
    }


async def _committed(kafka: Cluster, prefix: str) -> list[dict[str, Any]]:
    admin = AIOKafkaAdminClient(**kafka.arguments())
    await admin.start()
    try:
        return [
            {
                "group": group,
                "topic": place.topic.removeprefix(f"{prefix}."),
                "partition": place.partition,
                "offset": found.offset,
            }
            for group in GROUPS
            for place, found in (
                await admin.list_consumer_group_offsets(f"{prefix}.{group}")
            ).items()
            if found.offset >= 0
        ]
    finally:
        await admin.close()


def _place(kept: dict[str, Any], prefix: str) -> TopicPartition:
    return TopicPartition(f"{prefix}.{kept['topic']}", kept["partition"])


def _frames(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rb") as source:
        yield from bson.decode_file_iter(cast(Any, source))
