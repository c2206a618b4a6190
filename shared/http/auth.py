"""Who is calling, proven by a bearer token (OIDC: issuer, audience, key set, expiry)."""

import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

import jwt
from fastapi import Request
from pydantic import ValidationError

from shared.errors import Rejected
from shared.http.claims import Claims, claim_fault
from shared.http.keys import REREAD_KEYS_AFTER, KeySet
from shared.http.roles import Role
from shared.http.token_faults import token_fault

ALGORITHMS = ["EdDSA", "RS256", "ES256"]
CACHED_TOKENS = 20_000
LASTS_AT_MOST = timedelta(days=31)
"""Nobody can call a token back, so none may hold for ever."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A signed-in caller.

    `uscc` is the enterprise that an enterprise account speaks for, or `division` the city, by its
    division code. `office` is the id by which programmes know the office that an official's account
    speaks for.
    """

    subject: str
    name: str
    roles: frozenset[str]
    uscc: str | None
    office: str | None
    division: str | None = None

    @property
    def code(self) -> str | None:
        """The code of the applicant, enterprise or city, that the account speaks for."""
        return self.uscc or self.division

    def owns(self, code: str) -> bool:
        """Whether this caller acts for the applicant with this code."""
        return "enterprise" in self.roles and self.code == code


class Tokens:
    """Checks tokens; one that was found good is remembered for ten minutes at most."""

    def __init__(
        self,
        keys: KeySet,
        *,
        issuer: str,
        audience: str,
        lasts_at_most: timedelta = LASTS_AT_MOST,
    ) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._lasts_at_most = lasts_at_most
        self._known: OrderedDict[bytes, tuple[float, Caller]] = OrderedDict()

    async def caller(self, token: str) -> Caller:
        """Whose token this is.

        Raises Rejected (unauthenticated) when it is not valid, KeysUnread when that can't be told.
        """
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
            found = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                options={"require": ["exp", "iat", "sub", "iss", "aud"]},
            )
            claims = Claims.model_validate(found)
        except jwt.PyJWTError as error:
            raise _unauthenticated(token_fault(error)) from error
        except ValidationError as error:
            raise _unauthenticated(claim_fault(error)) from error
        # PyJWT makes whole seconds of times, which not every number that JSON knows has.
        except OverflowError as error:
            raise _unauthenticated("A time in the token is out of range.") from error
        now = time.time()
        if claims.exp > now + self._lasts_at_most.total_seconds():
            days = self._lasts_at_most.days
            raise _unauthenticated(f"The token holds for too long; {days} days are the most.")
        return min(claims.exp, now + REREAD_KEYS_AFTER), Caller(
            subject=claims.sub,
            name=claims.name or claims.sub,
            roles=frozenset(claims.roles),
            uscc=claims.uscc,
            # Tokens of recommenders had a claim of their own before every office had one.
            office=claims.office or claims.recommender,
            division=claims.division,
        )


def _unauthenticated(detail: str) -> Rejected:
    return Rejected(
        f"{detail} Sign in again and send `Authorization: Bearer …`.",
        code="unauthenticated",
        zh="令牌缺失或无效，请重新登录，并发送 `Authorization: Bearer …`。",
    )


Guard = Callable[[Request], Coroutine[Any, Any, Caller]]


def allow(*roles: Role) -> Guard:
    """A dependency that lets callers with one of these roles in, and tells who calls."""

    async def guard(request: Request) -> Caller:
        # A guard is asked twice: before the request is read, and for its answer.
        caller: Caller | None = request.scope.get("caller")
        if caller is None:
            caller = request.scope["caller"] = await _caller(request)
        if not caller.roles.intersection(roles):
            raise Rejected(
                f"This is for: {', '.join(roles)}. Your token says: "
                f"{', '.join(sorted(caller.roles)) or 'no role'}.",
                code="forbidden",
                zh=f"此操作限：{'、'.join(roles)}。您的令牌为："
                f"{'、'.join(sorted(caller.roles)) or '无角色'}。",
            )
        return caller

    guard.allowed = roles  # type: ignore[attr-defined]
    return guard


async def _caller(request: Request) -> Caller:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _unauthenticated("There is no bearer token.")
    tokens: Tokens = request.app.state.tokens
    return await tokens.caller(token.strip())


async def public() -> None:
    """Marks a route that everybody may call without signing in."""


public.allowed = ("public",)  # type: ignore[attr-defined]


async def internal() -> None:
    """Marks a route for the house's own network: nobody signs in, and no front door leads to it."""


internal.allowed = ("internal",)  # type: ignore[attr-defined]
