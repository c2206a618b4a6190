"""A sign-in under way: what has to come back with its answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Attempt:
    """`state` names it; the browser that began it holds it, sealed, and nobody else does.

    `verifier` and `nonce` tie code and token to it (RFC 7636; OpenID Connect Core 3.1.2.1).
    `to` is where the person wanted to go.
    """

    state: str
    verifier: str
    nonce: str
    to: str
    ends_at: datetime
