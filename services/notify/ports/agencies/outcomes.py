"""The ledger of public outcomes."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import HeardOutcome, PublicOutcome
from services.notify.domain.agencies.reconciliation import Counted


class Outcomes(Protocol):
    """All public outcomes by position: 1, 2, 3 and so on, given once and never changed.

    Who has read one finds all before it, in every replica.
    """

    async def add(self, heard: Sequence[HeardOutcome]) -> None:
        """Gives those that are not there yet their positions, in this order.

        Raises Unavailable when MongoDB does not answer; the same may then be added again.
        """
        ...

    async def after(
        self, position: int, limit: int, wanted: Filter | None = None
    ) -> list[PublicOutcome]:
        """The first ones behind a position that are wanted; without a filter all are."""
        ...

    def counted(self, up_to: int, wanted: Filter) -> AsyncIterator[Counted]:
        """What is counted of those up to and with a position that are wanted, in their order."""
        ...

    async def last(self) -> int:
        """The position of the last one; 0 when there is none."""
        ...

    async def at(self, position: int) -> PublicOutcome | None:
        """The one with this position."""
        ...
