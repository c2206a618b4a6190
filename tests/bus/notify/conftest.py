"""The whole notify service between a real Kafka, a real MongoDB and a real SMTP server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaConsumer
from fastapi import FastAPI

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from deploy.provision import provision
from services.notify.main import compose
from services.notify.settings import Settings
from shared.contracts.base import Event
from shared.contracts.enterprises import EnterpriseRegistered
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import to_message
from shared.messaging.incoming import Incoming, as_message, read
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import Collection, Database, connect
from shared.service import Service
from tests.builders import NOON
from tests.bus.notify.mail_server import MailServer
from tests.fakes.notify import USCC, a_contact

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


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
class World:
    """All that is around notify, and notify when it is started."""

    settings: Settings
    issuer: Issuer
    mail: MailServer
    database: Database
    sender: Sender

    @asynccontextmanager
    async def notify(self) -> AsyncIterator[FastAPI]:
        """A replica of notify."""
        service = Service("notify", self.settings, self.database)
        app = compose(service, self.settings)
        async with app.router.lifespan_context(app):
            yield app

    async def publish(self, source: str, key: str, seq: int, event: Event) -> None:
        """Another service publishes something."""
        recorded = RecordedEvent.of(
            event, seq=seq, source=source, key=key, at=NOON, traceparent=TRACE
        )
        message = to_message(
            recorded, key=key, source=source, topic_prefix=self.settings.topic_prefix
        )
        await self.sender.send([message])

    async def enterprise(self, email: str, *, uscc: str = USCC, seq: int = 1) -> None:
        """Intake publishes where an enterprise can be reached."""
        contact = a_contact(email, uscc=uscc).model_dump()
        event = EnterpriseRegistered.model_validate(
            {**contact, "district": "pengjiang", "industry": "3912", "at": NOON}
        )
        await self.publish("intake", uscc, seq, event)

    @property
    def correspondences(self) -> Collection:
        """Notify's records."""
        return self.database["correspondences"]

    async def status(self, application: str) -> str | None:
        """Of the application's only notice."""
        found = await self.correspondences.find_one({"_id": application})
        return found["notices"][0]["status"] if found else None

    async def published(self, count: int) -> Sequence[Incoming[Event]]:
        """The first events on notices.v1, without repetitions."""
        consumer = AIOKafkaConsumer(
            f"{self.settings.topic_prefix}.notices.v1",
            bootstrap_servers=self.settings.kafka,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        found: dict[str, Incoming[Event]] = {}
        try:
            while len(found) < count:
                record = await asyncio.wait_for(consumer.getone(), 60)
                incoming = read(as_message(record))
                found.setdefault(incoming.id, incoming)
        finally:
            await consumer.stop()
        return list(found.values())

    def client(self, app: FastAPI, role: str, uscc: str | None = None) -> httpx.AsyncClient:
        """A caller of notify's interface."""
        token = self.issuer.mint("someone", [role], uscc)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app),
            base_url="http://notify/notify/v1",
            headers={"authorization": f"Bearer {token}"},
        )


def kinds(events: Sequence[Incoming[Any]]) -> list[str]:
    """The short names of events, like `sent`."""
    return [incoming.event.type.split(".")[2] for incoming in events]


@pytest.fixture
async def world(
    kafka: str, mongo_uri: str, database: str, topic_prefix: str, tmp_path: Path
) -> AsyncIterator[World]:
    """Kafka with its topics, an empty database and a mail server that is up."""
    await provision(Cluster(kafka), topic_prefix)
    issuer = Issuer(tmp_path / "issuer")
    issuer.ensure()
    mail = MailServer()
    await mail.up()
    settings = Settings.model_validate(
        {
            "env": "local",
            "kafka": kafka,
            "mongo": mongo_uri,
            "database": database,
            "topic_prefix": topic_prefix,
            "issuer": ISSUER,
            "audience": AUDIENCE,
            "jwks": f"file:{issuer.jwks}",
            "smtp": mail.address,
        }
    )
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(connect(mongo_uri, database))
        sender = Sender(Cluster(kafka), "test")
        stack.push_async_callback(sender.stop)
        stack.push_async_callback(mail.down)
        yield World(settings, issuer, mail, db, sender)
