"""Who is calling, proven by a bearer token (OIDC: issuer, audience, key set, expiry)."""

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import jwt
from fastapi import Request

from shared.error_lines import told
from shared.errors import Rejected, Unavailable
from shared.http.roles import ROLES, Role
from shared.http.token_faults import token_fault
from shared.logs import logger

ALGORITHMS = ["EdDSA", "RS256", "ES256"]
CACHED_TOKENS = 20_000
REFRESH_KEYS_AFTER = 30.0
"""Seconds after which an unknown kid may be a new one."""

REREAD_KEYS_AFTER = 600.0
"""Seconds after which a known kid may have been withdrawn, and a token is checked anew."""

ASK_AGAIN_AFTER = 5.0
"""Seconds after which an issuer that did not answer may do so."""


log = logger("auth")


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in caller.

    `uscc` is the enterprise that an enterprise account speaks for, `recommender` the id by which
    programmes know the office that a recommender's account speaks for.
    """

    subject: str
    name: str
    roles: frozenset[str]
    uscc: str | None
    recommender: str | None

    def owns(self, uscc: str) -> bool:
        """Whether this caller acts for the enterprise with this code."""
        return "enterprise" in self.roles and self.uscc == uscc


class KeySet:
    """The issuer's public keys, from an https URL or, locally, a file; read again for a new kid."""

    def __init__(self, location: str) -> None:
        self._location = location
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at = float("-inf")
        self._failure: str | None = None
        self._reading = asyncio.Lock()

    async def key(self, kid: str) -> jwt.PyJWK | None:
        """The key with this id; None when the issuer does not have it.

        Raises Unavailable when that can't be told, at once for some seconds after a failure:
        anybody may make up ids, and all of them wait for one another.
        """
        if kid not in self._keys:
            async with self._reading:
                if kid not in self._keys:
                    await self._look_again()
        return self._keys.get(kid)

    async def stay_read(self) -> None:
        """Reads the keys now and every ten minutes, since the issuer may withdraw one.

        As long as it does not answer, the keys that it had hold.
        """
        while True:
            async with self._reading:
                try:
                    await self._read()
                except Unavailable as error:
                    log.warning("will ask the issuer again", error=told(error))
            again = REREAD_KEYS_AFTER if self._failure is None else ASK_AGAIN_AFTER
            await asyncio.sleep(again)

    async def _look_again(self) -> None:
        rest = REFRESH_KEYS_AFTER if self._failure is None else ASK_AGAIN_AFTER
        if time.monotonic() - self._asked_at > rest:
            await self._read()
        elif self._failure is not None:
            raise Unavailable(self._failure)

    async def _read(self) -> None:
        try:
            if self._location.startswith("file:"):
                text = await asyncio.to_thread(Path(self._location[5:]).read_text)
            else:
                async with httpx.AsyncClient(timeout=5) as client:
                    text = (await client.get(self._location)).raise_for_status().text
            found = jwt.PyJWKSet.from_dict(json.loads(text))
        except (OSError, httpx.HTTPError, ValueError, AttributeError, jwt.PyJWTError) as error:
            self._failure = f"The issuer's keys can't be read: {error}"
            raise Unavailable(self._failure) from error
        else:
            self._keys = {key.key_id: key for key in found.keys if key.key_id}
            self._failure = None
        finally:
            self._asked_at = time.monotonic()


class Tokens:
    """Checks tokens; one that was found good is remembered for ten minutes at most."""

    def __init__(self, keys: KeySet, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._known: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    async def caller(self, token: str) -> Caller:
        """Whose token this is. Raises Rejected (unauthenticated) when it is not valid."""
        digest = sha256(token.encode()).digest()
        known = self._known.get(digest)
        if known is not None and known[0] > time.time():
            return known[1]
        expires, caller = await self._check(token)
        self._known[digest] = (expires, caller)
        if len(self._known) > CACHED_TOKENS:
            self._known.popitem(last=False)
        return caller

    async def _check(self, token: str) -> tuple[float, Caller]:
        try:
            kid = jwt.get_unverified_header(token).get("kid", "")
            key = await self._keys.key(str(kid))
            if key is None:
                raise _unauthenticated("The token is signed with a key that the issuer hasn't.")
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            raise _unauthenticated(token_fault(error)) from error
        roles = claims.get("roles", [])
        if not isinstance(roles, list) or not all(role in ROLES for role in roles):
            raise _unauthenticated(f"The claim `roles` must list some of: {', '.join(ROLES)}.")
        expires = min(float(claims["exp"]), time.time() + REREAD_KEYS_AFTER)
        return expires, Caller(
            subject=claims["sub"],
            name=claims.get("name", claims["sub"]),
            roles=frozenset(roles),
            uscc=claims.get("uscc"),
            recommender=claims.get("recommender"),
        )


def _unauthenticated(detail: str) -> Rejected:
    return Rejected(
        f"{detail} Sign in again and send `Authorization: Bearer …`.", code="unauthenticated"
    )


Guard = Callable[[Request], Coroutine[Any, Any, Caller]]


def allow(*roles: Role) -> Guard:
    """A dependency that lets callers with one of these roles in, and tells who calls."""

    async def guard(request: Request) -> Caller:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _unauthenticated("There is no bearer token.")
        tokens: Tokens = request.app.state.tokens
        caller = await tokens.caller(token.strip())
        if not caller.roles.intersection(roles):
            raise Rejected(
                f"This is for: {', '.join(roles)}. Your token says: "
                f"{', '.join(sorted(caller.roles)) or 'no role'}.",
                code="forbidden",
            )
        return caller

    guard.allowed = roles  # type: ignore[attr-defined]
    return guard


async def public() -> None:
    """Marks a route that everybody may call without signing in."""


public.allowed = ("public",)  # type: ignore[attr-defined]


async def internal() -> None:
    """Marks a route for the house's own network: nobody signs in, and no front door leads to it."""


internal.allowed = ("internal",)  # type: ignore[attr-defined]
