"""One sender, one producer."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer

from deploy.provision import provision
from shared.messaging import kafka as module
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message, to_message
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from tests.builders import a_submission


def a_message(topic_prefix: str) -> Message:
    at = datetime(2019, 7, 1, tzinfo=UTC)
    event = RecordedEvent.of(
        a_submission(), seq=1, source="intake", key="a1", at=at, traceparent=None
    )
    return to_message(event, key="a1", source="intake", topic_prefix=topic_prefix)


async def test_many_first_sends_at_once_make_one_producer(
    kafka: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[AIOKafkaProducer] = []

    class Counted(AIOKafkaProducer):  # type: ignore[misc]
        def __init__(self, *args: Any, **settings: Any) -> None:
            super().__init__(*args, **settings)
            made.append(self)

    monkeypatch.setattr(module, "AIOKafkaProducer", Counted)
    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    try:
        await asyncio.gather(*(sender.send([a_message(topic_prefix)]) for _ in range(5)))
    finally:
        await sender.stop()
    assert len(made) == 1
