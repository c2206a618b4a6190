"""Real servers for tests: started once a session, in a folder of their own."""

import asyncio
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pymongo import MongoClient

from deploy.local.infra import Infra, start_infra
from deploy.local.places import PROJECT, Places
from deploy.local.ports import Ports
from deploy.local.services import SERVICES
from deploy.local.settings import Broker
from deploy.local.stack import LocalStack
from shared.messaging.access import administering
from shared.messaging.cluster import Cluster


@contextmanager
def running_infra(base: Path) -> Iterator[Infra]:
    """MongoDB and Kafka, ready; stopped and their data deleted at the end.

    Not tied to an event loop, so that every test can have its own.
    """
    infra = asyncio.run(start_infra(Places(base), Ports(base / "ports.json")))
    try:
        yield infra
    finally:
        asyncio.run(infra.stop())
        shutil.rmtree(base, ignore_errors=True)


async def delete_topics(kafka: str, prefix: str) -> None:
    """Deletes every topic `<prefix>.…`, so that a broker that serves many tests stays quick."""
    async with administering(Cluster(kafka), client_id="tests") as admin:
        ours = [name for name in await admin.list_topics() if name.startswith(f"{prefix}.")]
        await admin.delete_topics(ours)


@contextmanager
def running_stack(
    base: Path,
    infra: Infra | None = None,
    services: Sequence[str] = SERVICES,
    broker: Broker = "auto",
    programmes: Path = PROJECT / "programmes",
    told: Mapping[str, str] = MappingProxyType({}),
    prefix: str | None = None,
    begins: datetime | None = None,
) -> Iterator[LocalStack]:
    """Services and mail catcher on the servers of `infra`, or on servers of their own to be killed.

    Not tied to an event loop; topics and databases have prefixes of their own, or `prefix`. `told`
    are variables for the stack that come before its servers'; `begins` is its simulated instant.
    """
    prefix = prefix or f"t{uuid.uuid4().hex[:10]}"
    environ = {"LAUREL_LOCAL_BROKER": os.environ.get("LAUREL_LOCAL_BROKER", "auto")}
    if infra:
        environ |= {"LAUREL_KAFKA": infra.kafka.address, "LAUREL_MONGO": infra.mongo.address}
    environ |= told
    stack = LocalStack(
        base,
        broker,
        services,
        topic_prefix=prefix,
        database_prefix=prefix,
        programmes=programmes,
        begins=begins,
        environ=environ,
    )
    asyncio.run(stack.__aenter__())
    try:
        yield stack
        with MongoClient[dict[str, object]](stack.mongo) as client:
            for name in services:
                client.drop_database(stack.database(name))
    finally:
        asyncio.run(stack.__aexit__(None, None, None))
        if infra:
            asyncio.run(delete_topics(infra.kafka.address, prefix))
        shutil.rmtree(base, ignore_errors=True)
