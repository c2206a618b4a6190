"""A replica of the feed on a ledger, with a test's own callers and clock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from fastapi import FastAPI

from services.notify.api.agencies.feed import Feed, feed_routes
from services.notify.api.agencies.limits import Rates, Waiting
from services.notify.api.agencies.reconciliation import reconciliation_routes
from services.notify.store.agencies.newest import Newest
from services.notify.store.agencies.outcomes import MongoOutcomes
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes
from services.notify.usecases.agencies.reconcile_outcomes import ReconcileOutcomes
from shared.http.app import create_app
from shared.http.auth import Caller, Tokens
from shared.http.health import Health
from shared.looping import Wake
from shared.metrics.scrape import Scrape
from shared.mongo import Database, connect
from tests.unit.notify.outcomes import heard

FEED = "/notify/v1/outcomes"


class Offices(Tokens):
    """A token is the office of an agency."""

    def __init__(self) -> None: ...

    async def caller(self, token: str) -> Caller:
        role = "operator" if token == "operator" else "agency"
        return Caller(token, token, frozenset({role}), None, token)


@dataclass
class House:
    """A replica of the feed on a ledger."""

    db: Database
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    now: float = 0.0

    def __post_init__(self) -> None:
        wake = Wake()
        self.outcomes = MongoOutcomes(self.db["outcomes"], wake)
        self.newest = Newest(self.outcomes.last, wake)
        self.waiting = Waiting(self.newest, self.stopping)
        rates, read = Rates(lambda: self.now), ReadOutcomes(self.outcomes)
        self.app = create_app(
            title="t",
            description="d",
            routers=[
                reconciliation_routes(ReconcileOutcomes(self.outcomes, read), rates),
                feed_routes(Feed(read, rates, self.waiting)),
            ],
            tokens=Offices(),
            health=Health(),
            scrape=Scrape(),
            lifespan=self._running,
        )

    @asynccontextmanager
    async def _running(self, _: FastAPI) -> AsyncIterator[None]:
        yield

    async def add(self, count: int, *, first: int = 0, kind: str = "recognised") -> None:
        await self.outcomes.add(
            [heard(f"outcome.{kind}", f"a{n}", 4) for n in range(first, first + count)]
        )

    def client(self, office: str = "bank") -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://notify",
            headers={"authorization": f"Bearer {office}"},
        )


@asynccontextmanager
async def opened_house(uri: str, database: str) -> AsyncIterator[House]:
    """A house on an empty database, which finds what is added to it."""
    async with connect(uri, database) as db:
        house = House(db)
        reading = asyncio.create_task(house.newest.run())
        try:
            yield house
        finally:
            reading.cancel()
