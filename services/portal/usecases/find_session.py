"""Finds the session of a browser, and keeps its token fresh."""

from dataclasses import dataclass
from datetime import datetime

from services.portal.domain.refusals import SignInRefused
from services.portal.domain.session import Session
from services.portal.ports import Issuer, Sessions
from services.portal.usecases.hashing import hashed
from shared.errors import Unavailable


@dataclass(frozen=True)
class FindSession:
    """A token that ends soon is renewed where the issuer lets us."""

    sessions: Sessions
    issuer: Issuer

    async def __call__(self, cookie: str, at: datetime) -> Session | None:
        """The session, over or not; None for a cookie that belongs to none."""
        found = await self.sessions.find(hashed(cookie))
        if found is None or found.tokens is None or not found.wants_renewal(at):
            return found
        try:
            tokens = await self.issuer.renew(found.tokens.renewal or "")
        except (SignInRefused, Unavailable):
            # Another request may have renewed it, and used up what renews it; else it ends in time.
            return await self.sessions.find(found.key)
        await self.sessions.renew(found, tokens)
        return await self.sessions.find(found.key)
