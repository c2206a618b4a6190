"""Intake's HTTP interface as an enterprise uses it, without a network in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import psutil
from fastapi import FastAPI

from deploy.local.issuer import ISSUER, Issuer
from services.intake.main import compose
from services.intake.settings import Settings
from shared.clock import SimulatedClock
from shared.contracts import KINDS
from shared.contracts.base import Event
from shared.http.problems import TYPE_BASE
from shared.mongo import Database
from shared.programmes import Programmes
from shared.service import opened
from tests.unit.intake.applications import NOON, USCC

PROGRAMMES = Path(__file__).parents[3] / "programmes"
ROOT = "/intake/v1"
PROFILE: dict[str, Any] = {
    "name": {"zh": "江门某某科技有限公司", "en": "Jiangmen Example Technology"},
    "district": "pengjiang",
    "industry": "C3912",
    "language": "zh",
    "email": "declare@enterprise.example",
}
DRAFT: dict[str, Any] = {
    "programme": "gd-hightech-product-jiangmen",
    "round": "2019",
    "product": {"zh": "控制器", "en": "Controller"},
    "category": "new-materials",
    "answers": {"regulated": False},
}
Part = tuple[str, tuple[str, bytes]]


@dataclass
class Portal:
    """The app, its clock, and its database to look into."""

    app: FastAPI
    client: httpx.AsyncClient
    issuer: Issuer
    clock: SimulatedClock
    database: Database
    programmes: Programmes

    def set(self, at: datetime) -> None:
        """Makes it so late now; time stands still until the next call."""
        self.clock.set(at, rate=0)

    def token(
        self, role: str = "enterprise", uscc: str | None = USCC, office: str | None = None
    ) -> dict[str, str]:
        """The header of somebody who is signed in."""
        own = uscc if role == "enterprise" else None
        minted = self.issuer.mint(f"{role}-{office}", [role], own, office=office)
        return {"Authorization": f"Bearer {minted}"}

    async def call(
        self,
        method: str,
        path: str,
        *,
        key: str | None = None,
        match: str | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        """A call, by the enterprise unless other headers say who calls."""
        sent = dict(self.token() if headers is None else headers)
        sent |= {} if key is None else {"Idempotency-Key": key}
        sent |= {} if match is None else {"If-Match": match}
        return await self.client.request(method, f"{ROOT}{path}", headers=sent, **more)

    async def register(self, **changes: Any) -> httpx.Response:
        """Registers the enterprise, or changes its profile."""
        return await self.call("PUT", f"/enterprises/{USCC}", json=PROFILE | changes)

    async def draft(self, key: str = "d", **changes: Any) -> httpx.Response:
        """Opens a draft."""
        return await self.call("POST", "/applications", key=key, json=DRAFT | changes)

    async def a_draft(self, key: str = "d", **changes: Any) -> str:
        """The path of a new draft of a registered enterprise."""
        assert (await self.register()).is_success
        answer = await self.draft(key, **changes)
        assert answer.status_code == 201, answer.text
        return f"/applications/{answer.json()['id']}"

    async def upload(self, path: str, *parts: Part, **more: Any) -> httpx.Response:
        """Hands in files."""
        return await self.call("POST", f"{path}/materials", files=list(parts), **more)

    async def submit(self, path: str, key: str = "s") -> httpx.Response:
        """Submits."""
        return await self.call("POST", f"{path}/submission", key=key)

    async def state(self) -> list[dict[str, Any]]:
        """Everything that is saved, to be compared before and after."""
        names = sorted(await self.database.list_collection_names())
        return [
            {"in": name, **document}
            for name in names
            async for document in self.database[name].find({}).sort("_id", 1)
        ]

    async def events(self, collection: str = "applications") -> list[Event]:
        """Every event in the journals of a collection."""
        return [
            KINDS[event["type"]].model_validate(event["data"])
            async for record in self.database[collection].find({}).sort("_id", 1)
            for event in record["events"]
        ]


@asynccontextmanager
async def opened_portal(
    mongo: str,
    database: str,
    folder: Path,
    kafka: str = "127.0.0.1:1",
    prefix: str = "laurel",
    programmes: Path = PROGRAMMES,
) -> AsyncIterator[Portal]:
    """The app at noon of a day when the round is open; with a real Kafka start its lifespan."""
    issuer = Issuer(folder / "issuer")
    issuer.ensure()
    settings = Settings(
        env="local",
        kafka=kafka,
        mongo=mongo,
        database=database,
        topic_prefix=prefix,
        issuer=ISSUER,
        jwks=f"file:{issuer.jwks}",
        programmes=programmes,
        clock_file=folder / "clock",
        upload_at_most=32 * 1024 * 1024,
    )
    async with opened("intake", settings) as service:
        app = await compose(service, settings)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://intake") as client:
            clock = SimulatedClock(folder / "clock")
            rules = Programmes.from_directory(programmes)
            made = Portal(app, client, issuer, clock, service.database, rules)
            made.set(NOON)
            try:
                yield made
            finally:
                end_inspectors()


def end_inspectors() -> None:
    """Ends the processes that opened files, since nothing runs here that ends them."""
    for child in psutil.Process().children():
        if "shared.isolated.warm" in child.cmdline():
            child.kill()
            child.wait()


def problem(answer: httpx.Response) -> tuple[int, str]:
    """The status of a refusal and its code."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    return answer.status_code, body["type"].removeprefix(TYPE_BASE)


async def refused(portal: Portal, before: list[dict[str, Any]], answer: httpx.Response) -> Any:
    """The problem, once it is sure that nothing was changed."""
    assert await portal.state() == before
    return problem(answer)


def fields(answer: httpx.Response) -> list[str]:
    """The fields that a refusal names."""
    return [error["field"] for error in answer.json().get("errors", [])]


def part(requirement: str, content: bytes, filename: str | None = None) -> Part:
    """A file of a form."""
    return requirement, (filename or f"{requirement}.pdf", content)
