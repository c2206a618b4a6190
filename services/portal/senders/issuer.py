"""The OIDC issuer: authorization code with PKCE, found by discovery.

The ID token is checked by PyJWT, with the keys that services check tokens with.
"""

import asyncio
import base64
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import jwt

from services.portal.domain.attempt import Attempt
from services.portal.domain.refusals import SignInRefused
from services.portal.domain.session import Tokens
from shared.errors import Unavailable
from shared.http.auth import ALGORITHMS
from shared.http.keys import KeySet

DISCOVERED_FOR = 600.0
"""Seconds after which the issuer may have moved something."""

WITHIN = 10.0
"""Seconds for one answer of the issuer."""

LEEWAY = 60.0
"""Seconds by which clocks may differ."""

ENDPOINTS = ("authorization_endpoint", "token_endpoint")
TAGS = {"zh": "zh-CN zh", "en": "en"}


@dataclass(frozen=True, slots=True)
class Client:
    """The portal as the issuer knows it; `name` is what the `iss` of its tokens says."""

    name: str
    discovered_at: str
    id: str
    secret: str | None
    scope: str
    comes_back_to: str
    trust_env: bool = True


class OidcIssuer:
    """Where people sign in."""

    def __init__(self, client: Client, keys: KeySet) -> None:
        self._client = client
        self._keys = keys
        self._found: Mapping[str, Any] = {}
        self._found_at = float("-inf")
        self._finding = asyncio.Lock()

    async def address(self, attempt: Attempt, language: str) -> str:
        """Where the browser goes to sign in (RFC 6749 4.1.1, RFC 7636 4.3). Raises Unavailable."""
        endpoint = (await self._discovered())["authorization_endpoint"]
        asked = {
            "response_type": "code",
            "client_id": self._client.id,
            "redirect_uri": self._client.comes_back_to,
            "scope": self._client.scope,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": _challenge(attempt.verifier),
            "code_challenge_method": "S256",
            "ui_locales": TAGS[language],
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def exchange(self, code: str, attempt: Attempt) -> Tokens:
        """The tokens for a code. Raises SignInRefused, or Unavailable."""
        given = await self._asked(
            grant_type="authorization_code",
            code=code,
            redirect_uri=self._client.comes_back_to,
            code_verifier=attempt.verifier,
        )
        await self._check(given.get("id_token"), attempt.nonce)
        return _tokens(given)

    async def renew(self, renewal: str) -> Tokens:
        """Other tokens for those that end. Raises SignInRefused, or Unavailable."""
        given = await self._asked(grant_type="refresh_token", refresh_token=renewal)
        return _tokens({"refresh_token": renewal, **given})

    async def _asked(self, **sent: str) -> Mapping[str, Any]:
        """What the token endpoint answers (RFC 6749 4.1.3, 2.3.1)."""
        endpoint, ours = (await self._discovered())["token_endpoint"], self._client
        auth = httpx.Auth()
        if ours.secret is None:
            sent["client_id"] = ours.id
        else:
            auth = httpx.BasicAuth(quote(ours.id, safe=""), quote(ours.secret, safe=""))
        try:
            async with self._speaking() as spoken:
                answer = await spoken.post(endpoint, data=sent, auth=auth)
            given = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise _away(error) from error
        if answer.status_code >= 500 or not isinstance(given, dict):
            raise Unavailable(f"the issuer answers {answer.status_code}")
        if not answer.is_success:
            raise SignInRefused(f"the issuer says {str(given.get('error'))[:100]!r}")
        return given

    async def _check(self, token: Any, nonce: str) -> None:
        """By OpenID Connect Core 3.1.3.7."""
        if not isinstance(token, str):
            raise SignInRefused("there is no ID token")
        try:
            key = await self._keys.key(str(jwt.get_unverified_header(token).get("kid", "")))
            if key is None:
                raise SignInRefused("the ID token is signed with a key that the issuer hasn't")
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._client.name,
                audience=self._client.id,
                leeway=LEEWAY,
                options={"require": ["exp", "iat", "sub", "iss", "aud", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise SignInRefused(f"the ID token is not valid: {error}") from error
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise SignInRefused("the ID token answers another sign-in")
        if claims.get("azp", self._client.id) != self._client.id:
            raise SignInRefused("the ID token was given to another client")

    def _speaking(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(timeout=WITHIN, trust_env=self._client.trust_env)

    async def _discovered(self) -> Mapping[str, Any]:
        async with self._finding:
            if time.monotonic() - self._found_at > DISCOVERED_FOR:
                self._found = await self._read()
                self._found_at = time.monotonic()
            return self._found

    async def _read(self) -> Mapping[str, Any]:
        ours = self._client
        try:
            async with self._speaking() as client:
                found = (await client.get(ours.discovered_at)).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise _away(error) from error
        if not isinstance(found, dict) or found.get("issuer") != ours.name:
            raise Unavailable(f"{ours.discovered_at} does not describe the issuer {ours.name}")
        if missing := [name for name in ENDPOINTS if not isinstance(found.get(name), str)]:
            raise Unavailable(f"{ours.discovered_at} says no {', '.join(missing)}")
        return found


def _challenge(verifier: str) -> str:
    """RFC 7636 4.2."""
    digest = sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _tokens(given: Mapping[str, Any]) -> Tokens:
    access = given.get("access_token")
    if not isinstance(access, str):
        raise SignInRefused("there is no access token")
    try:
        # Only when it ends; whether it is good is asked of the services' own check.
        claims = jwt.decode(access, options={"verify_signature": False})
        ends_at = datetime.fromtimestamp(float(claims["exp"]), UTC)
    except (jwt.PyJWTError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise SignInRefused("the access token is none that services read") from error
    renewal = given.get("refresh_token")
    return Tokens(access, ends_at, renewal if isinstance(renewal, str) else None)


def _away(error: Exception) -> Unavailable:
    said = str(error).partition("\n")[0] or type(error).__name__
    return Unavailable(f"the issuer does not answer: {said}")
