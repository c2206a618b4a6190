"""What a group hands over is dealt with before anything after it is committed."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.consumer import fetcher

from shared.messaging import subscription as module
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message
from shared.messaging.subscription import IDLE_MS, Subscription, Take
from tests.bus.kernel.conftest import Bench, until


class Taker:
    """Takes what comes, but fails at the first batch."""

    def __init__(self) -> None:
        self.failed: list[bytes] = []
        self.taken: list[bytes] = []

    async def __call__(
        self, records: Sequence["ConsumerRecord[Any, Any]"]
    ) -> dict[TopicPartition, int]:
        values = [record.value for record in records]
        if not self.failed:
            self.failed = values
            raise ZeroDivisionError("a bug")
        self.taken += values
        return {TopicPartition(r.topic, r.partition): r.offset + 1 for r in records}


def subscribed(bench: Bench, taker: Take) -> Subscription:
    subscription = Subscription(
        Cluster(bench.kafka),
        group=f"{bench.prefix}.taker",
        topics=[f"{bench.prefix}.applications.v1"],
        take=taker,
    )
    bench.subscriptions.append(subscription)
    bench.start(subscription.stay_started)
    return subscription


async def test_a_batch_whose_partitions_moved_away_is_over(bench: Bench) -> None:
    topic, taken = f"{bench.prefix}.applications.v1", list[bytes]()

    async def elsewhere(
        records: Sequence["ConsumerRecord[Any, Any]"],
    ) -> dict[TopicPartition, int]:
        taken.extend(record.value for record in records)
        return {TopicPartition(topic, 99): 1}

    subscribed(bench, elsewhere)
    await bench.sender.send([Message(topic, b"a", b"first", ())])
    await until(lambda: b"first" in taken)
    await bench.sender.send([Message(topic, b"a", b"second", ())])
    await until(lambda: b"second" in taken)
    assert taken == [b"first", b"second"]


async def test_a_batch_that_does_not_end_makes_its_reader_not_ready(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_HAND_AT_MOST", 0.2)
    go_on = asyncio.Event()

    async def slow(records: Sequence["ConsumerRecord[Any, Any]"]) -> dict[TopicPartition, int]:
        await go_on.wait()
        return {}

    subscription = subscribed(bench, slow)
    await bench.sender.send([Message(f"{bench.prefix}.applications.v1", b"a", b"", ())])

    async def stuck() -> bool:
        return "a batch is in hand" in (await subscription.wrong() or "")

    async def ready() -> bool:
        return await subscription.wrong() is None

    await until(stuck)
    go_on.set()
    await until(ready)


async def test_a_batch_that_could_not_be_taken_comes_again(bench: Bench) -> None:
    taker = Taker()
    topic = f"{bench.prefix}.applications.v1"
    await bench.sender.send([Message(topic, b"a", b"%d" % n, ()) for n in range(3)])
    subscribed(bench, taker)
    await until(lambda: len(taker.failed) > 0)
    await bench.sender.send([Message(topic, b"a", b"later", ())])
    await until(lambda: taker.taken == [b"0", b"1", b"2", b"later"])


async def test_a_reader_asks_kafka_seldom_once_it_has_read_all(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, request = list[int](), fetcher.FetchRequest

    def asked(wait_ms: int, *rest: Any, **more: Any) -> Any:
        held.append(wait_ms)
        return request(wait_ms, *rest, **more)

    async def taken(records: Sequence["ConsumerRecord[Any, Any]"]) -> dict[TopicPartition, int]:
        return {TopicPartition(r.topic, r.partition): r.offset + 1 for r in records}

    monkeypatch.setattr(fetcher, "FetchRequest", asked)
    subscribed(bench, taken)
    await until(lambda: held[-1:] == [IDLE_MS])
    before = len(held)
    await bench.sender.send([Message(f"{bench.prefix}.applications.v1", b"a", b"", ())])
    await until(lambda: any(wait < IDLE_MS for wait in held[before:]))
    await until(lambda: held[-1] == IDLE_MS)
