"""Begins a sign-in at the issuer."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from services.portal.domain.attempt import LASTS, Attempt
from services.portal.ports import Attempts, Issuer
from services.portal.usecases.hashing import hashed


@dataclass(frozen=True)
class BeginSignIn:
    """Several may be under way in one browser, such as one a tab."""

    attempts: Attempts
    issuer: Issuer

    async def __call__(self, browser: str, to: str, language: str, at: datetime) -> str:
        """The address at the issuer where the browser goes on. Raises Unavailable."""
        attempt = Attempt(
            state=secrets.token_urlsafe(32),
            browser=hashed(browser),
            verifier=secrets.token_urlsafe(48),
            nonce=secrets.token_urlsafe(32),
            to=to,
            ends_at=at + LASTS,
        )
        address = await self.issuer.address(attempt, language)
        await self.attempts.add(attempt)
        return address
