"""Signs in who comes back from the issuer."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.portal.domain.refusals import SignInRefused
from services.portal.domain.session import Session
from services.portal.ports import Attempts, Issuer, People, Sessions
from services.portal.usecases.hashing import hashed


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What the cookie has to hold, the session, and where the person wanted to go."""

    cookie: str
    session: Session
    to: str


@dataclass(frozen=True)
class FinishSignIn:
    """A session always begins under a name that nobody had before, so none can be planted."""

    attempts: Attempts
    issuer: Issuer
    people: People
    sessions: Sessions
    lasts: timedelta

    async def __call__(
        self, state: str, code: str, sealed: str, former: str | None, at: datetime
    ) -> SignedIn:
        """`sealed` is what the browser kept of the sign-in that it began, and `former` what the
        cookie of a session held until now, which ends.

        Raises SignInRefused, or Unavailable.
        """
        attempt = self.attempts.open(sealed)
        if attempt is None or at >= attempt.ends_at:
            raise SignInRefused("no such sign-in is under way in this browser")
        if not hmac.compare_digest(attempt.state.encode(), state.encode()):
            raise SignInRefused("the browser began another sign-in than this")
        tokens = await self.issuer.exchange(code, attempt)
        person = await self.people.whose(tokens.access)
        cookie = secrets.token_urlsafe(32)
        session = Session(
            key=hashed(cookie),
            person=person,
            secret=secrets.token_bytes(32),
            tokens=tokens,
            ends_at=at + self.lasts,
        )
        if former is not None:
            await self.sessions.end(hashed(former))
        await self.sessions.add(session)
        return SignedIn(cookie, session, attempt.to)
