"""What Kafka holds."""

from aiokafka import TopicPartition

from deploy.provision import read_plans
from shared.messaging.access import consuming
from shared.messaging.cluster import Cluster

POLL_MS = 1000


async def ids_on_kafka(kafka: Cluster, prefix: str) -> dict[str, set[str]]:
    """The event ids on each topic, by its name without prefix, up to the present end."""
    plans = read_plans()
    found: dict[str, set[str]] = {name: set() for name in plans.topics}
    async with consuming(kafka, max_partition_fetch_bytes=4_000_000) as consumer:
        partitions = [
            TopicPartition(f"{prefix}.{name}", number)
            for name, plan in plans.topics.items()
            for number in range(plan.partitions)
        ]
        ends = await consumer.end_offsets(partitions)
        begins = await consumer.beginning_offsets(partitions)
        left = {tp for tp in partitions if begins[tp] < ends[tp]}
        consumer.assign(list(left))
        if left:
            await consumer.seek_to_beginning(*left)
        while left:
            for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
                for record in records:
                    name = tp.topic.removeprefix(f"{prefix}.")
                    found[name].add(
                        (dict(record.headers).get("ce_id") or b"").decode("utf-8", "replace")
                    )
            left = {tp for tp in left if await consumer.position(tp) < ends[tp]}
    return found
