"""Cases, one by one and many at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.case import Case, Step
from services.review.ports.held import HeldCase


class Cases(Protocol):
    """The cases; every save is atomic with its events and guarded by what was loaded."""

    async def open(self, step: Step, at: datetime) -> bool:
        """Saves a new case; False when the application has one already."""
        ...

    async def get(self, application: str) -> HeldCase | None:
        """The case of an application."""
        ...

    async def get_many(self, applications: Sequence[str]) -> Mapping[str, HeldCase]:
        """The cases of these applications, those that exist."""
        ...

    async def by_number(
        self, programme: str, round_id: str, numbers: Sequence[str]
    ) -> Mapping[str, Case]:
        """The cases of a round with these application numbers."""
        ...

    async def applied(
        self, programme: str, round_id: str, codes: Sequence[str]
    ) -> Mapping[str, Sequence[str]]:
        """By code, of those with these codes that have applied in a round, their applications."""
        ...

    async def save(self, held: HeldCase, step: Step, at: datetime) -> None:
        """Raises StaleWrite when the case has moved on."""
        ...

    async def save_many(self, steps: Sequence[tuple[HeldCase, Step]], at: datetime) -> set[str]:
        """Saves each case by itself and returns the applications whose case had moved on."""
        ...

    async def expiring(self, at: datetime, limit: int) -> Sequence[HeldCase]:
        """Cases whose clock is over, the longest over first."""
        ...

    async def standing_at(
        self, programme: str, round_id: str, word: str, limit: int
    ) -> Sequence[HeldCase]:
        """Cases of a round that stand at the place with this word."""
        ...
