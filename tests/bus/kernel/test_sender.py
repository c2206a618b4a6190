"""One sender, one producer."""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import MessageSizeTooLargeError, for_code
from aiokafka.producer.message_accumulator import BatchBuilder

from deploy.provision import provision
from shared.errors import Unavailable
from shared.messaging import kafka as module
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message, to_message
from shared.messaging.kafka import LARGEST, Sender, TooLarge
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


async def test_what_kafka_finds_too_large_is_told_apart_from_an_outage(
    kafka: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small(AIOKafkaProducer):  # type: ignore[misc]
        async def send_batch(self, *_: Any, **__: Any) -> asyncio.Future[Any]:
            answer = asyncio.get_running_loop().create_future()
            answer.set_exception(MessageSizeTooLargeError())
            return answer

    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    try:
        monkeypatch.setattr(module, "AIOKafkaProducer", Small)
        with pytest.raises(TooLarge):
            await sender.send([a_message(topic_prefix)])
        monkeypatch.undo()
        await sender.send([a_message(topic_prefix)])
    finally:
        await sender.stop()


async def test_what_no_kafka_takes_is_not_sent_and_costs_no_producer(
    kafka: str, topic_prefix: str
) -> None:
    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    try:
        await sender.send([a_message(topic_prefix)])
        producer = sender._producer
        with pytest.raises(TooLarge):
            await sender.send([replace(a_message(topic_prefix), value=b"x" * LARGEST)])
        assert sender._producer is producer
    finally:
        await sender.stop()


async def test_a_clock_that_is_far_ahead_is_told_as_that(
    kafka: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = round((time.time() + 2 * 3600) * 1000)

    def added(batch: BatchBuilder, message: Message) -> bool:
        return batch.append(timestamp=ahead, key=message.key, value=message.value) is not None

    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    monkeypatch.setattr(module, "_added", added)
    try:
        with pytest.raises(Unavailable, match=r"clock of this host .* set the clock right"):
            await sender.send([a_message(topic_prefix)])
    finally:
        await sender.stop()


async def test_a_code_that_the_client_does_not_know_points_to_kafkas_log(
    kafka: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: Any, **__: Any) -> None:
        raise for_code(9_999)

    await provision(Cluster(kafka), topic_prefix)
    sender = Sender(Cluster(kafka), "test")
    monkeypatch.setattr(sender, "_send", failing)
    try:
        with pytest.raises(Unavailable, match="see Kafka's log"):
            await sender.send([a_message(topic_prefix)])
    finally:
        await sender.stop()
