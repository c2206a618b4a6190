"""A service's messaging parts on the real servers."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord

from deploy.provision import provision
from shared.contracts.base import Event
from shared.journal import Journal
from shared.journal.lease import Lease
from shared.journal.relay import Relay
from shared.journal.sweeper import Sweeper
from shared.messaging.cluster import Cluster
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Sender
from shared.messaging.listener import BulkHandler, Handlers, Listener
from shared.messaging.parked import Parking
from shared.messaging.subscription import Subscription
from shared.mongo import Database, connect


async def until(condition: Callable[[], Awaitable[bool] | bool], within: float = 120.0) -> None:
    """Returns as soon as the condition holds; fails when it does not in time."""
    deadline = asyncio.get_running_loop().time() + within
    while True:
        found = condition()
        if found if isinstance(found, bool) else await found:
            return
        assert asyncio.get_running_loop().time() < deadline, "the condition never held"
        await asyncio.sleep(0.02)


@dataclass
class Bench:
    """A journal with its relay, and whatever listeners a test starts."""

    kafka: str
    prefix: str
    database: Database
    sender: Sender
    relay: Relay
    sweeper: Sweeper
    journal: Journal
    parking: Parking
    subscriptions: list[Subscription] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self, *work: Callable[[], Awaitable[None]]) -> None:
        """Runs this work until the test ends."""

        async def run(go: Callable[[], Awaitable[None]]) -> None:
            await go()

        self.tasks += [asyncio.create_task(run(go)) for go in work]

    async def listen(
        self,
        handlers: Handlers,
        bulk: Mapping[type[Event], BulkHandler] | None = None,
        group: str = "reader",
    ) -> Listener:
        """Starts a listener on the topics of these handlers."""
        listener = Listener(group, handlers, self.parking, DeadLetters(self.sender), bulk)
        subscription = Subscription(
            Cluster(self.kafka),
            group=f"{self.prefix}.{group}",
            topics=[f"{self.prefix}.{stream}" for stream in listener.streams],
            take=listener.take,
        )
        self.subscriptions.append(subscription)
        self.start(subscription.stay_started, listener.retry_parked)
        return listener

    async def stop_listening(self) -> None:
        """From here on nobody hears anything."""
        while self.subscriptions:
            await self.subscriptions.pop().stop()

    async def sweep(self) -> int:
        """Publishes all that is unsent; tells how many events."""
        # What was saved in this very millisecond is not before it.
        return await self.sweeper.sweep(before=datetime.now(UTC) + timedelta(seconds=1))

    async def messages(self, topic: str, count: int) -> list["ConsumerRecord[Any, Any]"]:
        """The first `count` raw records of a topic (without its prefix)."""
        consumer = AIOKafkaConsumer(
            f"{self.prefix}.{topic}",
            bootstrap_servers=self.kafka,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        try:
            return [await asyncio.wait_for(consumer.getone(), 60) for _ in range(count)]
        finally:
            await consumer.stop()


@pytest.fixture
async def bench(
    kafka: str, mongo_uri: str, database: str, topic_prefix: str
) -> AsyncIterator[Bench]:
    """A journal called `records` of a service called `intake`."""
    await provision(Cluster(kafka), topic_prefix)
    async with connect(mongo_uri, database) as db:
        sender = Sender(Cluster(kafka), "test")
        collections = {"records": db["records"]}
        relay = Relay(sender, collections, source="intake", topic_prefix=topic_prefix)
        lease = Lease(db["leases"], "sweeper", timedelta(seconds=10))
        parking = Parking(db["parked"])
        await parking.prepare()
        made = Bench(
            kafka=kafka,
            prefix=topic_prefix,
            database=db,
            sender=sender,
            relay=relay,
            sweeper=Sweeper(relay, collections, lease),
            journal=Journal(db["records"], "intake", relay.offer),
            parking=parking,
        )
        yield made
        await made.stop_listening()
        for task in made.tasks:
            task.cancel()
        ended = await asyncio.gather(*made.tasks, return_exceptions=True)
        await sender.stop()
        assert [error for error in ended if isinstance(error, Exception)] == []
