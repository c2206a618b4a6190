"""The issuer as the portal meets it: only what it signed for this very sign-in is believed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from jwt.algorithms import OKPAlgorithm

from services.portal.domain.attempt import Attempt
from services.portal.domain.refusals import SignInRefused
from services.portal.senders.issuer import Client, OidcIssuer
from shared.errors import Unavailable
from shared.http.keys import KeySet
from tests.pages.served import served

NAME = "https://login.example.cn"
ATTEMPT = Attempt("state", "v" * 43, "nonce", "/portal/", datetime.now(UTC))
BACK = "https://laurel.example.cn/portal/signed-in"


class Login:
    """An issuer of which a test says what it answers."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.name = NAME
        self.status = 200
        self.claims: dict[str, Any] = {}
        self.without: tuple[str, ...] = ()
        self.asked: list[tuple[dict[str, list[str]], str | None]] = []

    def signed(self, **claims: Any) -> str:
        """A token of this issuer."""
        now = datetime.now(UTC)
        plain = {"iss": NAME, "sub": "p1", "iat": now, "exp": now + timedelta(hours=1)}
        return jwt.encode(plain | claims, self.key, algorithm="EdDSA", headers={"kid": "k"})

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/discovery")
        def discovery(request: Request) -> dict[str, str]:
            base = str(request.base_url)
            return {
                "issuer": self.name,
                "authorization_endpoint": f"{base}authorize?tenant=1",
                "token_endpoint": f"{base}token",
            }

        @app.post("/token")
        async def token(request: Request) -> Response:
            body = parse_qs((await request.body()).decode())
            self.asked.append((body, request.headers.get("authorization")))
            if self.status != 200:
                return JSONResponse({"error": "invalid_grant"}, self.status)
            id_token = self.signed(**{"aud": "laurel-portal", "nonce": "nonce", **self.claims})
            given = {
                "access_token": self.signed(aud="laurel"),
                "id_token": id_token,
                "refresh_token": "r1",
            }
            return JSONResponse({n: v for n, v in given.items() if n not in self.without})

        return app


@pytest.fixture
def login() -> Login:
    """An issuer."""
    return Login()


@pytest.fixture
async def address(login: Login) -> AsyncIterator[str]:
    """Where it is."""
    async with served(login.app()) as found:
        yield found


@pytest.fixture
def keys(login: Login, tmp_path: Path) -> KeySet:
    """Its keys."""
    jwk = OKPAlgorithm.to_jwk(login.key.public_key(), as_dict=True) | {"kid": "k", "alg": "EdDSA"}
    file = tmp_path / "jwks.json"
    file.write_text(str({"keys": [jwk]}).replace("'", '"'))
    return KeySet(f"file:{file}")


def issuer(address: str, keys: KeySet, secret: str | None = None) -> OidcIssuer:
    client = Client(
        NAME, f"{address}/discovery", "laurel-portal", secret, "openid", BACK, trust_env=False
    )
    return OidcIssuer(client, keys)


async def test_a_browser_is_sent_with_all_that_ties_the_answer_to_it(
    address: str, keys: KeySet
) -> None:
    to = urlsplit(await issuer(address, keys).address(ATTEMPT, "en"))
    asked = {name: values[0] for name, values in parse_qs(to.query).items()}
    assert f"{to.scheme}://{to.netloc}{to.path}" == f"{address}/authorize"
    assert asked == {
        "tenant": "1",
        "response_type": "code",
        "client_id": "laurel-portal",
        "redirect_uri": BACK,
        "scope": "openid",
        "state": "state",
        "nonce": "nonce",
        # SHA-256 of 43 times v, in base64url (RFC 7636 4.2)..
        "code_challenge": "7w_YNF9DSfIdPf_pRjSq646_kPr-2-o9NAl16JGghdM",
        "code_challenge_method": "S256",
        "ui_locales": "en",
    }


async def test_a_code_is_exchanged_by_whoever_has_the_verifier(
    login: Login, address: str, keys: KeySet
) -> None:
    tokens = await issuer(address, keys).exchange("c1", ATTEMPT)
    assert tokens.renewal == "r1"
    assert timedelta(minutes=59) < tokens.ends_at - datetime.now(UTC) <= timedelta(hours=1)
    [(sent, authorization)] = login.asked
    assert (sent["code"], sent["code_verifier"]) == (["c1"], ["v" * 43])
    assert (sent["client_id"], authorization) == (["laurel-portal"], None)


async def test_a_client_with_a_secret_proves_itself_by_it(
    login: Login, address: str, keys: KeySet
) -> None:
    await issuer(address, keys, "s:cret").exchange("c1", ATTEMPT)
    [(sent, authorization)] = login.asked
    assert "client_secret" not in sent
    assert authorization == "Basic bGF1cmVsLXBvcnRhbDpzJTNBY3JldA=="


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": datetime(2020, 1, 1, tzinfo=UTC)},
        {"azp": "another"},
    ],
)
async def test_an_identity_that_is_not_meant_for_this_sign_in_is_refused(
    login: Login, address: str, keys: KeySet, claims: dict[str, Any]
) -> None:
    login.claims = claims
    with pytest.raises(SignInRefused):
        await issuer(address, keys).exchange("c1", ATTEMPT)


@pytest.mark.parametrize("missing", ["id_token", "access_token"])
async def test_an_answer_without_a_token_signs_nobody_in(
    login: Login, address: str, keys: KeySet, missing: str
) -> None:
    login.without = (missing,)
    with pytest.raises(SignInRefused):
        await issuer(address, keys).exchange("c1", ATTEMPT)


@pytest.mark.parametrize(("status", "error"), [(400, SignInRefused), (503, Unavailable)])
async def test_a_refusal_is_told_from_an_outage(
    login: Login, address: str, keys: KeySet, status: int, error: type[Exception]
) -> None:
    login.status = status
    with pytest.raises(error):
        await issuer(address, keys).exchange("c1", ATTEMPT)


async def test_what_describes_another_issuer_is_not_gone_by(
    login: Login, address: str, keys: KeySet
) -> None:
    login.name = "https://evil.example"
    with pytest.raises(Unavailable, match="does not describe"):
        await issuer(address, keys).address(ATTEMPT, "zh")


async def test_what_renews_a_token_stays_where_the_issuer_gives_no_other(
    login: Login, address: str, keys: KeySet
) -> None:
    login.without = ("refresh_token", "id_token")
    assert (await issuer(address, keys).renew("r0")).renewal == "r0"
