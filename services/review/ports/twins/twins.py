"""Cases that are saved together with those that are for the same thing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.case import Step
from services.review.domain.twins.finding import Looking
from services.review.ports.held import HeldCase


class Twins(Protocol):
    """Each save is one transaction with both sides, so that of two at once the later one finds."""

    async def open(self, step: Step, looking: Looking) -> bool:
        """Saves a new case with its twins; False when the application has one already.

        Raises StaleWrite when a twin has moved on.
        """
        ...

    async def save(self, held: HeldCase, step: Step, looking: Looking) -> None:
        """Saves a case with the twins that it has by now; raises StaleWrite."""
        ...

    async def save_pair(self, pair: Sequence[tuple[HeldCase, Step]], at: datetime) -> None:
        """Saves both sides; raises StaleWrite when one has moved on."""
        ...

    async def to_settle_at(self, words: Sequence[str], limit: int) -> Sequence[HeldCase]:
        """Cases with a twin that nobody has settled, that stand at the places of these words."""
        ...
