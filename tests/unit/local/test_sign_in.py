"""The development issuer as an OIDC provider: what it grants, to whom, and how often."""

import base64
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest

from deploy.local.issuer import ISSUER, Issuer
from deploy.local.sign_in.person import SAMPLE
from deploy.local.sign_in.provider import CLIENT, Provider
from deploy.local.sign_in.routes import provider_app

BACK = "http://127.0.0.1:1/portal/signed-in"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "client_id": CLIENT,
    "redirect_uri": BACK,
    "response_type": "code",
    "state": "s1",
    "nonce": "n1",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


@pytest.fixture
def browser(tmp_path: Path) -> httpx.AsyncClient:
    """Somebody at the provider's page."""
    issuer = Issuer(tmp_path)
    issuer.ensure()
    app = provider_app(Provider(issuer, BACK), "http://outside", "http://inside")
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://outside")


async def code_for(browser: httpx.AsyncClient, **chosen: str) -> str:
    typed = {"role": "enterprise", "code": SAMPLE, **chosen}
    answer = await browser.post("/authorize", data=ASKED | typed)
    assert answer.status_code == 303, answer.text
    query = httpx.URL(answer.headers["location"]).params
    assert (query["state"], query["iss"]) == ("s1", ISSUER)
    return str(query["code"])


def sent(code: str, **changes: str) -> dict[str, str]:
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "client_id": CLIENT,
        **changes,
    }


async def read(browser: httpx.AsyncClient, token: str, audience: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict((await browser.get("/jwks")).json())
    found: dict[str, Any] = jwt.decode(
        token, keys.keys[0], algorithms=["EdDSA"], audience=audience, issuer=ISSUER
    )
    return found


async def test_whoever_chooses_gets_tokens_that_say_so(browser: httpx.AsyncClient) -> None:
    given = (await browser.post("/token", data=sent(await code_for(browser, name="王敏")))).json()
    access = await read(browser, given["access_token"], "laurel")
    assert (access["roles"], access["uscc"], access["name"]) == (["enterprise"], SAMPLE, "王敏")
    assert (await read(browser, given["id_token"], CLIENT))["nonce"] == "n1"


async def test_a_code_counts_once_and_for_its_verifier_alone(browser: httpx.AsyncClient) -> None:
    code = await code_for(browser)
    wrong = await browser.post("/token", data=sent(code, code_verifier="w" * 43))
    assert wrong.json() == {"error": "invalid_grant"}
    again = await browser.post("/token", data=sent(code))
    assert again.json() == {"error": "invalid_grant"}


async def test_a_token_is_renewed_once(browser: httpx.AsyncClient) -> None:
    given = (await browser.post("/token", data=sent(await code_for(browser)))).json()
    renewal = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    assert (await browser.post("/token", data=renewal)).status_code == 200
    assert (await browser.post("/token", data=renewal)).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "changed",
    [
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "another"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
    ],
)
async def test_nobody_is_sent_elsewhere_or_without_a_challenge(
    browser: httpx.AsyncClient, changed: dict[str, str]
) -> None:
    assert (await browser.get("/authorize", params=ASKED | changed)).status_code == 400
    typed = ASKED | changed | {"role": "officer"}
    assert (await browser.post("/authorize", data=typed)).status_code == 400


@pytest.mark.parametrize("code", ["", "123", "91350100M000100Y44", "999999"])
async def test_a_code_of_nobody_is_refused_and_kept_in_the_form(
    browser: httpx.AsyncClient, code: str
) -> None:
    typed = ASKED | {"role": "enterprise", "code": code, "name": "王敏"}
    page = await browser.post("/authorize?lang=en", data=typed)
    assert page.status_code == 422
    assert 'value="王敏"' in page.text
    assert 'href="#code"' in page.text


async def test_the_page_lets_its_form_lead_back_to_the_portal_alone(
    browser: httpx.AsyncClient,
) -> None:
    page = await browser.get("/authorize", params=ASKED)
    policy = page.headers["content-security-policy"]
    assert "form-action 'self' http://127.0.0.1:1;" in policy
    assert 'name="state" value="s1"' in page.text
