"""What a group hands over is dealt with before anything after it is committed."""

from collections.abc import Sequence
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition

from shared.messaging.cluster import Cluster
from shared.messaging.envelope import Message
from shared.messaging.subscription import Subscription
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


def subscribed(bench: Bench, taker: Taker) -> Subscription:
    subscription = Subscription(
        Cluster(bench.kafka),
        group=f"{bench.prefix}.taker",
        topics=[f"{bench.prefix}.applications.v1"],
        take=taker,
    )
    bench.subscriptions.append(subscription)
    bench.start(subscription.stay_started)
    return subscription


async def test_a_batch_that_could_not_be_taken_comes_again(bench: Bench) -> None:
    taker = Taker()
    topic = f"{bench.prefix}.applications.v1"
    await bench.sender.send([Message(topic, b"a", b"%d" % n, ()) for n in range(3)])
    subscribed(bench, taker)
    await until(lambda: len(taker.failed) > 0)
    await bench.sender.send([Message(topic, b"a", b"later", ())])
    await until(lambda: taker.taken == [b"0", b"1", b"2", b"later"])
