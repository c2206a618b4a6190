"""Tokens are proven by the issuer's keys, whatever the issuer and those who make up tokens do."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from deploy.local.issuer import AUDIENCE, ISSUER, Issuer
from shared.errors import Rejected
from shared.http import auth
from shared.http import keys as module
from shared.http.auth import Tokens
from shared.http.keys import REFRESH_KEYS_AFTER, RETRY_AFTER, KeySet, KeysUnread

RSA = generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class KeyServer:
    """The issuer's key set as it is fetched, and how often."""

    text: str
    status: int = 200
    asked: int = 0
    asked_again: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, _: httpx.Request) -> httpx.Response:
        """The key set, after others have had their turn."""
        self.asked += 1
        if self.asked > 2:
            self.asked_again.set()
        await asyncio.sleep(0)
        return httpx.Response(self.status, text=self.text)


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    """Signs tokens."""
    made = Issuer(tmp_path)
    made.ensure()
    return made


@pytest.fixture
def server(issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> KeyServer:
    """Serves the issuer's keys."""
    made = KeyServer(issuer.jwks.read_text())
    client = partial(httpx.AsyncClient, transport=httpx.MockTransport(made.answer))
    monkeypatch.setattr(httpx, "AsyncClient", client)
    return made


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets so many seconds pass."""
    now = SimpleNamespace(seconds=1_000.0)
    clock = SimpleNamespace(monotonic=lambda: now.seconds, time=time.time)
    monkeypatch.setattr(module, "time", clock)

    def pass_by(seconds: float) -> None:
        now.seconds += seconds

    return pass_by


@pytest.fixture
def keys(server: KeyServer) -> KeySet:
    """The keys of that server."""
    return KeySet("https://issuer.example/keys")


def tokens(keys: KeySet) -> Tokens:
    return Tokens(keys, issuer=ISSUER, audience=AUDIENCE)


def made_up(kid: str) -> str:
    return jwt.encode({"sub": "x"}, RSA, algorithm="RS256", headers={"kid": kid})


async def refusals(keys: KeySet, count: int) -> set[type[object]]:
    """What comes of so many made-up tokens at once."""
    checks = [tokens(keys).caller(made_up(f"kid-{n}")) for n in range(count)]
    return {type(found) for found in await asyncio.gather(*checks, return_exceptions=True)}


async def test_made_up_ids_of_keys_cost_one_request_to_the_issuer(
    server: KeyServer, keys: KeySet, later: Callable[[float], None]
) -> None:
    assert await refusals(keys, 100) == {Rejected}
    assert server.asked == 1
    later(REFRESH_KEYS_AFTER + 1)
    assert await refusals(keys, 100) == {Rejected}
    assert server.asked == 2


async def test_an_issuer_that_does_not_answer_is_asked_again_after_some_seconds(
    server: KeyServer, keys: KeySet, issuer: Issuer, later: Callable[[float], None]
) -> None:
    server.status = 500
    assert await refusals(keys, 100) == {KeysUnread}
    assert server.asked == 1
    server.status = 200
    later(RETRY_AFTER + 1)
    assert (await tokens(keys).caller(issuer.mint("u1", ["officer"]))).subject == "u1"


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"keys": []}', '{"keys": [1]}'])
async def test_what_is_no_key_set_proves_nobody(
    server: KeyServer, keys: KeySet, issuer: Issuer, text: str
) -> None:
    server.text = text
    with pytest.raises(KeysUnread):
        await tokens(keys).caller(issuer.mint("u1", ["officer"]))


async def test_a_withdrawn_key_proves_nobody_any_more(
    server: KeyServer, keys: KeySet, issuer: Issuer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (auth, module):
        monkeypatch.setattr(each, "REREAD_KEYS_AFTER", 0)
    mine, checked = issuer.mint("u1", ["officer"]), tokens(keys)
    assert (await checked.caller(mine)).subject == "u1"
    another = Issuer(tmp_path / "another")
    another.ensure()
    server.text = another.jwks.read_text()
    rereading = asyncio.create_task(keys.stay_read())
    await server.asked_again.wait()
    with pytest.raises(Rejected) as refused:
        await checked.caller(mine)
    assert refused.value.code == "unauthenticated"
    rereading.cancel()


async def test_the_keys_hold_while_the_issuer_does_not_answer(
    server: KeyServer, keys: KeySet, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY_AFTER", 0)
    assert await tokens(keys).caller(issuer.mint("u1", ["officer"]))
    server.status = 500
    rereading = asyncio.create_task(keys.stay_read())
    await server.asked_again.wait()
    assert (await tokens(keys).caller(issuer.mint("u2", ["officer"]))).subject == "u2"
    rereading.cancel()


async def test_a_token_is_not_proven_by_a_key_for_another_algorithm(
    keys: KeySet, issuer: Issuer
) -> None:
    [key] = json.loads(issuer.jwks.read_text())["keys"]
    with pytest.raises(Rejected) as refused:
        await tokens(keys).caller(made_up(key["kid"]))
    assert refused.value.code == "unauthenticated"
