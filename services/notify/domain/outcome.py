"""What may come of handing a letter to a mail server."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Delivered:
    """The server took it; `proof` is its own answer."""

    proof: str
    code: int = 250


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Not now; the server may have said after how long.

    `limits` says that it takes too much from us at a time, which is no fault of this letter.
    """

    reason: str
    code: int | None = None
    after: timedelta | None = None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Bounced:
    """Never at this address."""

    reason: str
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Our mail server takes nothing at all now: no fault and no attempt of this letter."""

    reason: str


Answer = Delivered | RetryLater | Bounced
"""What the recipient's side said about one letter."""

Outcome = Answer | Unreachable
