"""Asking a Kafka whether it serves."""

from aiokafka.errors import KafkaError

from shared.errors import Unavailable
from shared.messaging.access import administering
from shared.messaging.cluster import Cluster


async def answers(cluster: Cluster) -> bool:
    """Whether it names at least one live broker. Raises WrongSettings when it refuses us."""
    try:
        async with administering(cluster, request_timeout_ms=2000) as admin:
            return bool((await admin.describe_cluster())["brokers"])
    except (KafkaError, OSError, TimeoutError, Unavailable):
        return False
