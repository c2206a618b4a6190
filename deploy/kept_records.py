"""Reads what topics hold at present."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

POLL_MS = 1000


async def kept_records(
    consumer: AIOKafkaConsumer, topics: Mapping[str, int]
) -> AsyncIterator["ConsumerRecord[Any, Any]"]:
    """Every record up to the present ends, oldest first in each partition.

    `topics` tells the number of partitions by name; a topic that does not exist holds nothing.
    """
    known = await consumer.topics()
    partitions = [
        TopicPartition(topic, number)
        for topic, count in topics.items()
        if topic in known
        for number in range(count)
    ]
    ends = await consumer.end_offsets(partitions)
    begins = await consumer.beginning_offsets(partitions)
    left = {tp for tp in partitions if begins[tp] < ends[tp]}
    consumer.assign(list(left))
    if left:
        await consumer.seek_to_beginning(*left)
    while left:
        for records in (await consumer.getmany(timeout_ms=POLL_MS)).values():
            for record in records:
                yield record
        left = {tp for tp in left if await consumer.position(tp) < ends[tp]}
