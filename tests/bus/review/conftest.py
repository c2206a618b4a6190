"""The review service in this process, on the real servers, with intake and notify played."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiokafka import AIOKafkaConsumer

from deploy.local.issuer import ISSUER, Issuer
from deploy.provision import provision
from services.review.main import Stores, app_of, stores_of
from services.review.settings import Settings
from services.review.usecases.rules import Rules
from shared.clock import SimulatedClock
from shared.contracts.base import Event
from shared.http.roles import Role
from shared.messaging.cluster import Cluster
from shared.messaging.envelope import to_message
from shared.messaging.incoming import Incoming, as_message, read
from shared.messaging.kafka import Sender
from shared.messaging.recorded import RecordedEvent
from shared.mongo import connect
from shared.service import Service
from tests.builders import NOON
from tests.clients.waiting import until
from tests.unit.review.builders import PROGRAMME, ROUND, rules

ROUND_PATH = f"/review/v1/rounds/{PROGRAMME}/{ROUND}"


@dataclass
class Review:
    """A running review service and the world around it."""

    http: httpx.AsyncClient
    stores: Stores
    clock: SimulatedClock
    issuer: Issuer
    kafka: str
    prefix: str
    sender: Sender

    async def send(self, event: Event, seq: int, key: str | None = None) -> None:
        """Puts an event of another service on its topic, as its relay would."""
        key = key or getattr(event, "application")  # noqa: B009
        source = "notify" if event.topic == "notices.v1" else "intake"
        recorded = RecordedEvent.of(
            event, seq=seq, source=source, key=key, at=NOON, traceparent=None
        )
        message = to_message(recorded, key=key, source=source, topic_prefix=self.prefix)
        await self.sender.send([message])

    async def call(
        self,
        role: Role | None,
        method: str,
        path: str,
        *,
        office: str | None = None,
        **more: Any,
    ) -> httpx.Response:
        """The answer to a call under this role, for this office, or without signing in."""
        headers = dict(more.pop("headers", {}))
        if role is not None:
            own = office or ("jiangmen" if role == "recommender" else None)
            token = self.issuer.mint(f"{role}-1", [role], office=own)
            headers = {"Authorization": f"Bearer {token}", **headers}
        return await self.http.request(method, path, headers=headers, **more)

    async def confirm(self, path: str, query: str = "", **more: Any) -> Any:
        """The JSON of an officer's act, confirmed as its preview shows it."""
        shown = await self.ask("officer", "GET", f"{path}/preview{query}", **more)
        confirmed = {"confirmation": shown["confirmation"]}
        return await self.ask("officer", "POST", path + query, json=confirmed, **more)

    async def ask(self, role: Role | None, method: str, path: str, **more: Any) -> Any:
        """The JSON of an answer that must be 2xx."""
        answer = await self.call(role, method, path, **more)
        assert answer.is_success, f"{method} {path} → {answer.status_code} {answer.text}"
        return answer.json()

    async def progress(self, path: str = ROUND_PATH) -> dict[str, Any]:
        """The round's progress, with the stages that have no case left out."""
        seen = await self.ask("operator", "GET", f"{path}/progress")
        seen["stages"] = {stage: n for stage, n in seen["stages"].items() if n}
        return dict(seen)

    async def until_stages(self, **stages: int) -> None:
        """Waits until the cases stand like this."""
        await self.until_stages_of(ROUND_PATH, **stages)

    async def until_stages_of(self, path: str, **stages: int) -> None:
        """Waits until the cases of another round stand like this."""
        await until("stages", lambda: self.progress(path), lambda seen: seen["stages"] == stages)

    def now(self, at: datetime) -> None:
        """Makes it `at`."""
        self.clock.set(at)

    def stop_at(self, at: datetime) -> None:
        """Lets it be this very instant until the clock is set again."""
        self.clock.set(at, rate=0.0)

    async def events(self, topic: str, count: int) -> list[Incoming[Event]]:
        """The first events of a topic, once there are so many; a repetition counts once."""
        consumer = AIOKafkaConsumer(
            f"{self.prefix}.{topic}", bootstrap_servers=self.kafka, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            found: dict[str, Incoming[Event]] = {}
            while len(found) < count:
                record = await asyncio.wait_for(consumer.getone(), 60)
                heard = read(as_message(record))
                found.setdefault(heard.id, heard)
            return list(found.values())
        finally:
            await consumer.stop()


@pytest.fixture
def by_rules() -> Rules:
    """The programmes that review knows; a module of tests may give others."""
    return rules()


@dataclass(frozen=True)
class House:
    """Where review runs: the servers, and a folder for its issuer and its clock."""

    kafka: str
    mongo: str
    database: str
    prefix: str
    folder: Path

    @asynccontextmanager
    async def running(self, by_rules: Rules) -> AsyncIterator[Review]:
        """Review, ready under these rules; it goes on with what one before it has kept."""
        issuer = Issuer(self.folder / "issuer")
        issuer.ensure()
        settings = Settings.model_validate(
            {
                "env": "local",
                "kafka": self.kafka,
                "mongo": self.mongo,
                "database": self.database,
                "topic_prefix": self.prefix,
                "issuer": ISSUER,
                "jwks": f"file:{issuer.jwks}",
                "clock_file": self.folder / "clock",
            }
        )
        clock = SimulatedClock(self.folder / "clock")
        sender = Sender(Cluster(self.kafka), "test")
        async with connect(self.mongo, self.database) as db:
            service = Service("review", settings, db)
            stores = stores_of(service)
            await stores.prepare()
            app = app_of(service, settings, by_rules, stores)
            transport = httpx.ASGITransport(app)
            async with (
                app.router.lifespan_context(app),
                httpx.AsyncClient(transport=transport, base_url="http://review") as http,
            ):
                yield Review(http, stores, clock, issuer, self.kafka, self.prefix, sender)
        await sender.stop()


@pytest.fixture
async def house(
    kafka: str, mongo_uri: str, database: str, topic_prefix: str, tmp_path: Path
) -> House:
    """Servers and topics; it is noon."""
    await provision(Cluster(kafka), topic_prefix)
    SimulatedClock(tmp_path / "clock").set(NOON)
    return House(kafka, mongo_uri, database, topic_prefix, tmp_path)


@pytest.fixture
async def review(house: House, by_rules: Rules) -> AsyncIterator[Review]:
    """Review, ready."""
    async with house.running(by_rules) as ready:
        yield ready
