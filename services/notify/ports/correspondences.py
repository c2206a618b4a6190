"""Correspondence, one an application."""

from collections.abc import AsyncIterator, Collection
from datetime import datetime
from typing import Protocol

from services.notify.domain.correspondence import Correspondence, Decide


class Correspondences(Protocol):
    """Every application's correspondence."""

    async def get(self, application: str) -> Correspondence | None:
        """The correspondence about an application."""
        ...

    async def with_notice(self, notice: str) -> Correspondence | None:
        """The correspondence that this notice is part of."""
        ...

    def open_with(self, uscc: str) -> AsyncIterator[Correspondence]:
        """The enterprise's correspondence that is still to be delivered."""
        ...

    def mailed_to(self, addresses: Collection[str]) -> AsyncIterator[Correspondence]:
        """Correspondence of which mail was taken for one of these addresses, the newest first."""
        ...

    def to_remind(self, at: datetime) -> AsyncIterator[Correspondence]:
        """Correspondence whose reminder is due, the longest waiting first."""
        ...

    async def change(self, application: str, decide: Decide, *, at: datetime) -> Correspondence:
        """Saves what `decide` makes of the newest state, with its events, in one write.

        A correspondence that is not there yet begins empty. Raises Unavailable or StaleWrite.
        """
        ...
