"""The servers of the local stack do what the services need."""

import asyncio
import json

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pymongo import AsyncMongoClient


async def test_a_transaction_over_two_collections_is_kept_whole(
    mongo_uri: str, database: str
) -> None:
    async with (
        AsyncMongoClient[dict[str, object]](mongo_uri) as client,
        client.start_session() as s,
    ):
        async with await s.start_transaction():
            await client[database]["a"].insert_one({"_id": 1}, session=s)
            await client[database]["b"].insert_one({"_id": 1}, session=s)
        await s.start_transaction()
        await client[database]["a"].insert_one({"_id": 2}, session=s)
        await s.abort_transaction()
        assert await client[database]["a"].count_documents({}) == 1
        assert await client[database]["b"].count_documents({}) == 1


async def test_what_is_sent_to_kafka_is_received_in_order(kafka: str, topic_prefix: str) -> None:
    topic = f"{topic_prefix}.numbers"
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await admin.start()
    await admin.create_topics([NewTopic(topic, num_partitions=1, replication_factor=1)])
    await admin.close()
    async with AIOKafkaProducer(bootstrap_servers=kafka, enable_idempotence=True) as producer:
        for number in range(20):
            await producer.send(topic, json.dumps(number).encode(), partition=0)
    async with AIOKafkaConsumer(
        topic, bootstrap_servers=kafka, group_id=topic_prefix, auto_offset_reset="earliest"
    ) as consumer:
        async with asyncio.timeout(30):
            received = [json.loads((await consumer.getone()).value) for _ in range(20)]
    assert received == list(range(20))
