"""The statistics service over a real MongoDB, without Kafka: what is folded is put there."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest

from deploy.local.issuer import ISSUER, Issuer
from services.stats.domain.facts import Facts
from services.stats.domain.milestones import pack
from services.stats.domain.row import STREAMS
from services.stats.main import compose, fold_group
from services.stats.settings import Settings
from services.stats.store.checkpoints import MongoCheckpoints
from shared.clock import SimulatedClock
from shared.mongo import Database, connect
from shared.service import Service

PROGRAMME = "gd-hightech-product-jiangmen"
ANNOUNCED = date(2020, 1, 17)
RECOMMENDED = date(2019, 8, 30)
PROJECT = Path(__file__).parents[3]


@dataclass
class Stats:
    """The service's interface, its database, and a way to have things folded."""

    http: httpx.AsyncClient
    database: Database
    checkpoints: MongoCheckpoints
    token: Callable[..., dict[str, str]]

    async def fold(
        self, count: int, days: dict[str, date], district: str = "pengjiang", partition: int = 0
    ) -> None:
        """Has so many applications reach these milestones."""
        state = await self.checkpoints.claim(partition, STREAMS)
        by_id = state.fold.milestones.number
        reached = tuple(sorted(pack(by_id(m), day.toordinal()) for m, day in days.items()))
        facts = Facts(PROGRAMME, "2019", district, "3912", "new-energy")
        known = state.fold.applications
        for number in range(known, known + count):
            state.fold.hear(f"{partition}-{number}", 1, 1, facts, reached)
        state.cursors = {}
        await self.checkpoints.save([self.checkpoints.encode(state.checkpoint())])

    async def get(self, path: str, **query: str) -> httpx.Response:
        """A public answer about the round."""
        return await self.http.get(f"/stats/v1/rounds/{PROGRAMME}/2019{path}", params=query)

    async def enter(
        self, roles: Sequence[str] = ("officer",), figure: str = "recommended_2018", **body: str
    ) -> httpx.Response:
        """Enters an external figure."""
        given = {"value": "1367", "unit": "count", "source": "the city", "as_of": "2018-12-31"}
        return await self.http.put(
            f"/stats/v1/external-figures/{PROGRAMME}/2019/{figure}",
            json=given | body,
            headers=self.token(roles) if roles else {},
        )


@pytest.fixture
def corrections() -> Path | None:
    """What the operator knows better of the calendar: nothing."""
    return None


@pytest.fixture
async def stats(
    mongo_uri: str, database: str, tmp_path: Path, corrections: Path | None
) -> AsyncIterator[Stats]:
    """The service on 18 January 2020."""
    issuer = Issuer(tmp_path / "issuer")
    issuer.ensure()
    clock = tmp_path / "clock"
    SimulatedClock(clock).set(datetime(2020, 1, 18, 4, tzinfo=UTC))
    settings = Settings(
        env="local",
        kafka="127.0.0.1:1",
        mongo=mongo_uri,
        database=database,
        issuer=ISSUER,
        jwks=f"file:{issuer.jwks}",
        programmes=PROJECT / "programmes",
        clock_file=clock,
        calendar=corrections,
    )

    def token(roles: Sequence[str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {issuer.mint('someone', roles)}"}

    async with connect(mongo_uri, database) as db:
        app = await compose(Service("stats", settings, db), settings)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://stats") as client:
            checkpoints = MongoCheckpoints(db, fold_group(settings.topic_prefix))
            yield Stats(client, db, checkpoints, token)
