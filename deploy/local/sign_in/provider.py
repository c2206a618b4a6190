"""Codes and tokens of the development issuer (RFC 6749, RFC 7636, OpenID Connect Core)."""

import base64
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from deploy.local.issuer import Issuer
from deploy.local.sign_in.person import ChosenPerson

CLIENT = "laurel-portal"
CODE_LASTS = 60.0
TOKEN_LASTS = timedelta(hours=1)
"""Short, so that renewing is tried as well."""


class Invalid(ValueError):
    """Not a request that is granted; the text is the `error` of RFC 6749."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asked for on behalf of a browser."""

    redirect_uri: str
    state: str
    nonce: str
    challenge: str

    @classmethod
    def of(cls, query: Mapping[str, str], portal: str) -> "Asked":
        """Raises Invalid for what nobody may be sent back with."""
        if query.get("client_id") != CLIENT or query.get("redirect_uri") != portal:
            raise Invalid("unauthorized_client")
        if query.get("response_type") != "code":
            raise Invalid("unsupported_response_type")
        if query.get("code_challenge_method") != "S256" or not query.get("code_challenge"):
            raise Invalid("invalid_request")
        return cls(portal, query.get("state", ""), query.get("nonce", ""), query["code_challenge"])


class Provider:
    """Grants each code once, within a minute, to whoever knows its verifier."""

    def __init__(self, issuer: Issuer, portal: str) -> None:
        self.issuer = issuer
        self.portal = portal
        self._codes: dict[str, tuple[float, Asked, ChosenPerson]] = {}
        self._renewals: dict[str, ChosenPerson] = {}

    def code(self, asked: Asked, person: ChosenPerson) -> str:
        """A code for somebody who said who to be."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = (time.monotonic() + CODE_LASTS, asked, person)
        return code

    def token(self, sent: Mapping[str, str]) -> dict[str, Any]:
        """The tokens for a code, or for what renews them. Raises Invalid."""
        match sent.get("grant_type"):
            case "authorization_code":
                asked, person = self._granted(sent)
                return self._tokens(person, nonce=asked.nonce)
            case "refresh_token":
                renewed = self._renewals.pop(sent.get("refresh_token", ""), None)
                if renewed is None:
                    raise Invalid("invalid_grant")
                return self._tokens(renewed, nonce=None)
        raise Invalid("unsupported_grant_type")

    def _granted(self, sent: Mapping[str, str]) -> tuple[Asked, ChosenPerson]:
        ends, asked, person = self._codes.pop(sent.get("code", ""), (0.0, None, None))
        if asked is None or person is None or time.monotonic() > ends:
            raise Invalid("invalid_grant")
        if sent.get("redirect_uri") != asked.redirect_uri:
            raise Invalid("invalid_grant")
        digest = sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not hmac.compare_digest(challenge, asked.challenge):
            raise Invalid("invalid_grant")
        return asked, person

    def _tokens(self, person: ChosenPerson, *, nonce: str | None) -> dict[str, Any]:
        access = self.issuer.mint(
            person.subject,
            [person.role],
            person.uscc,
            person.name,
            TOKEN_LASTS,
            person.office,
            person.division,
        )
        renewal = secrets.token_urlsafe(24)
        self._renewals[renewal] = person
        given = {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LASTS.total_seconds()),
            "refresh_token": renewal,
        }
        if nonce is not None:
            given["id_token"] = self.issuer.identify(
                person.subject, CLIENT, nonce, name=person.name, lifetime=TOKEN_LASTS
            )
        return given
