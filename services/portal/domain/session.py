"""A session: who is signed in, with which token, until when."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from services.portal.domain.person import Person

RENEWED_BEFORE = timedelta(seconds=60)
"""A token that ends sooner may end before a service reads it."""

REMEMBERED = timedelta(days=1)
"""How long it is known after its end whose it was, so that what was typed finds its owner."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the issuer gave: the bearer token, until when it holds, and what renews it."""

    access: str
    ends_at: datetime
    renewal: str | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """`key` is the hash of what the cookie holds; without `tokens` it is over for good."""

    key: str
    person: Person
    secret: bytes
    tokens: Tokens | None
    ends_at: datetime

    def is_over(self, at: datetime) -> bool:
        """Whether its bearer has to sign in again."""
        return self.tokens is None or at >= self.ends_at or at >= self.tokens.ends_at

    def wants_renewal(self, at: datetime) -> bool:
        """Whether its token has to be renewed, and can be."""
        return (
            self.tokens is not None
            and self.tokens.renewal is not None
            and at < self.ends_at
            and at >= self.tokens.ends_at - RENEWED_BEFORE
        )

    def form_token(self, path: str) -> str:
        """What proves that a form of this path was given to this session."""
        return hmac.new(self.secret, path.encode(), sha256).hexdigest()

    def gave(self, token: str, path: str) -> bool:
        """Whether a form came with the token that this session was given for it."""
        return hmac.compare_digest(self.form_token(path).encode(), token.encode())
