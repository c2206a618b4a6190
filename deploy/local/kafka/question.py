"""Asking a Kafka whether it serves."""

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError


async def answers(address: str) -> bool:
    """Whether it names at least one live broker of its cluster."""
    client = AIOKafkaAdminClient(bootstrap_servers=address, request_timeout_ms=2000)
    try:
        await client.start()
        return bool((await client.describe_cluster())["brokers"])
    except (KafkaError, OSError, TimeoutError):
        return False
    finally:
        await client.close()
