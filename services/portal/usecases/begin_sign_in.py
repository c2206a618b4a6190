"""Begins a sign-in at the issuer."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from services.portal.domain.attempt import LASTS, Attempt
from services.portal.ports import Attempts, Issuer


@dataclass(frozen=True, slots=True)
class Begun:
    """The state that names it, what the browser keeps, and where it goes on."""

    state: str
    sealed: str
    address: str


@dataclass(frozen=True)
class BeginSignIn:
    """Nothing is stored for it, since anybody may begin one; a browser may have several."""

    attempts: Attempts
    issuer: Issuer

    async def __call__(self, to: str, language: str, at: datetime) -> Begun:
        """Raises Unavailable when the issuer does not say how one signs in."""
        attempt = Attempt(
            state=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            nonce=secrets.token_urlsafe(32),
            to=to,
            ends_at=at + LASTS,
        )
        address = await self.issuer.address(attempt, language)
        return Begun(attempt.state, self.attempts.seal(attempt), address)
