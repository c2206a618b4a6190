"""Intake on the real servers: its app with everything that runs beside it, or its process."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from deploy.provision import provision
from shared.contracts.base import Event
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from tests.store.intake.portal import Portal, opened_portal
from tests.unit.intake.applications import NOON

Start = Callable[[dict[str, str]], Coroutine[Any, Any, Process]]


@dataclass
class Bus:
    """The topics of this test."""

    kafka: str
    prefix: str

    async def say(self, *events: Event, key: str, seq: int = 1) -> None:
        """Publishes events of the review service, as its relay would."""
        sender = Sender(Cluster(self.kafka), "test")
        recorded = [
            RecordedEvent.of(event, seq=n, source="review", key=key, at=NOON, traceparent=None)
            for n, event in enumerate(events, seq)
        ]
        await sender.send(
            [to_message(r, key=key, source="review", topic_prefix=self.prefix) for r in recorded]
        )
        await sender.stop()

    async def everything(self, topic: str) -> Sequence[Any]:
        """All records that a topic (without its prefix) holds now; a repetition counts once.

        What the relay has not marked within two seconds the sweeper sends as well.
        """
        name = f"{self.prefix}.{topic}"
        consumer = AIOKafkaConsumer(bootstrap_servers=self.kafka)
        await consumer.start()
        try:
            partitions = await _partitions(consumer, name)
            if not partitions:
                # A topic that was created a moment ago need not be in the metadata yet.
                return []
            consumer.assign(partitions)
            await consumer.seek_to_beginning(*partitions)
            ends = await consumer.end_offsets(partitions)
            read = 0
            found: dict[tuple[bytes, bytes], Any] = {}
            while read < sum(ends.values()):
                for record in chain(*(await consumer.getmany(timeout_ms=200)).values()):
                    read += 1
                    found.setdefault((dict(record.headers)["ce_id"], record.value), record)
            return list(found.values())
        finally:
            await consumer.stop()


async def _partitions(consumer: AIOKafkaConsumer, topic: str) -> list[TopicPartition]:
    await consumer._client.force_metadata_update()
    return [TopicPartition(topic, n) for n in consumer.partitions_for_topic(topic) or ()]


@pytest.fixture
async def bus(kafka: str, topic_prefix: str) -> Bus:
    """Topics that no other test has."""
    await provision(Cluster(kafka), topic_prefix)
    return Bus(kafka, topic_prefix)


@pytest.fixture
async def portal(bus: Bus, mongo_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Portal]:
    """The app with its relay and its listener."""
    async with (
        opened_portal(mongo_uri, database, tmp_path, bus.kafka, bus.prefix) as made,
        made.app.router.lifespan_context(made.app),
    ):
        yield made


@pytest.fixture
async def start() -> AsyncIterator[Start]:
    """Starts intake in an environment; what is left of it at the end is killed.

    Nobody waits until it is ready: the enterprises' calls are repeated until they are answered.
    """
    started: list[Process] = []

    async def intake(env: dict[str, str]) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services.intake", env=env, stderr=asyncio.subprocess.DEVNULL
        )
        started.append(process)
        return process

    yield intake
    for process in started:
        if process.returncode is None:
            process.kill()
            await process.wait()
