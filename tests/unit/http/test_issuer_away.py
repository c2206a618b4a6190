"""While the issuer is away a service does what needs no token, says what is missing, and waits."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from shared.http import keys as module
from shared.http.app import create_app
from shared.http.auth import Caller, Tokens, allow, public
from shared.http.health import Health
from shared.http.keys import KeySet
from shared.metrics import own
from shared.metrics.scrape import Scrape
from tests.clients.waiting import until
from tests.unit.http.conftest import nothing

router = APIRouter()


@router.get("/mine")
async def mine(caller: Annotated[Caller, Depends(allow("officer"))]) -> str:
    return caller.subject


@router.get("/everybodys")
async def everybodys(_: Annotated[None, Depends(public)]) -> str:
    return "here"


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    """Its keys are not there before `ensure`."""
    return Issuer(tmp_path)


@pytest.fixture
def keys(issuer: Issuer) -> KeySet:
    return KeySet(f"file:{issuer.jwks}")


@pytest.fixture
def app(keys: KeySet) -> FastAPI:
    health, scrape = Health(), Scrape()
    health.warned["issuer"] = keys.missed
    scrape.probes |= {"issuer": own.issuer(keys), "health": own.checks(health)}
    tokens = Tokens(keys, issuer=ISSUER, audience=AUDIENCE)
    return create_app(
        title="Test",
        description="Test",
        routers=[router],
        tokens=tokens,
        health=health,
        scrape=scrape,
        lifespan=nothing,
    )


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made


async def away_for(client: httpx.AsyncClient) -> float:
    """Seconds, as Prometheus is told."""
    lines = (await client.get("/metrics")).text.splitlines()
    (value,) = (line.split()[1] for line in lines if line.startswith("laurel_issuer_"))
    return float(value)


async def test_calls_with_a_token_are_told_to_come_again_and_the_others_are_answered(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/mine", headers={"Authorization": "Bearer e30.e30.e30"})
    problem = answer.json()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert (problem["type"].rpartition("/")[2], problem["status"]) == ("unavailable", 503)
    assert "Tokens can't be checked: their issuer does not answer." in problem["detail"]
    assert (await client.get("/everybodys")).status_code == 200


async def test_it_stays_ready_and_warns_until_the_issuer_is_there(
    client: httpx.AsyncClient, issuer: Issuer, keys: KeySet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0.01)
    reading = asyncio.create_task(keys.stay_read())

    async def health() -> dict[str, object]:
        answer = await client.get("/health/ready")
        assert answer.status_code == 200
        return dict(answer.json())

    warned = await until("it warns", health, lambda found: "No such file" in str(found))
    assert warned["status"] == "ok"
    assert "no token can be checked" in str(warned["warned"])
    await until("the outage is measured", lambda: away_for(client), (0.0).__lt__)
    assert "laurel_check_failing{" not in (await client.get("/metrics")).text

    issuer.ensure()
    # No call is needed for it.
    await until("well again", health, {"status": "ok"}.__eq__)
    assert await away_for(client) == 0
    headers = {"Authorization": f"Bearer {issuer.mint('u1', ['officer'])}"}
    assert (await client.get("/mine", headers=headers)).json() == "u1"
    reading.cancel()


async def test_an_issuer_that_goes_away_later_is_another_warning(
    issuer: Issuer, keys: KeySet
) -> None:
    issuer.ensure()
    reading = asyncio.create_task(keys.stay_read())
    await until("read", keys.missed, lambda missed: missed is None)
    reading.cancel()
    issuer.jwks.unlink()
    with pytest.raises(module.KeysUnread):
        await keys._read()
    missed = await keys.missed()
    assert missed is not None
    assert " hold, tokens signed with a newer one get 503: " in missed
