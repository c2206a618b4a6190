"""Where a round is played: a running system, whoever started it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from shared.clock import SimulatedClock


class Signer(Protocol):
    """Signs the tokens that the system's services accept."""

    def mint(
        self,
        subject: str,
        roles: Sequence[str],
        uscc: str | None = None,
        name: str | None = None,
        *,
        office: str | None = None,
        division: str | None = None,
    ) -> str:
        """A token for `subject`; `office` is the one that it acts for.

        `uscc` is its own enterprise, `division` its own city.
        """
        ...


@dataclass(frozen=True)
class Venue:
    """Addresses of the services and of `mail`, who signs, and the clock that all of them share.

    `patience` is for how many seconds a request is repeated while a service is away.
    """

    urls: Mapping[str, str]
    signer: Signer
    clock: SimulatedClock
    patience: float = 0.0
