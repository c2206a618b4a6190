"""Objections and who made them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.ports.held import HeldList


class Objections(Protocol):
    """Objections, and apart from them who made them."""

    async def file(
        self,
        held: HeldList,
        step: ListStep,
        objection: Objection,
        objector: Objector,
        at: datetime,
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""
        ...

    async def report(self, objection: Objection, objector: Objector) -> None:
        """Keeps a late one, which changes nothing of its list; doing it again changes nothing."""
        ...

    async def counted(self, list_id: str, entry: int) -> Counted:
        """What there is already, for the limits."""
        ...

    async def decide(
        self, held: HeldList, step: ListStep, objection: Objection, entry: Entry, at: datetime
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""
        ...

    async def get(self, list_id: str, objection: str) -> Objection | None:
        """One objection."""
        ...

    async def of_list(self, list_id: str) -> Sequence[Objection]:
        """All objections to a list, oldest first."""
        ...

    async def objector(self, objection: str) -> Objector | None:
        """Who made an objection."""
        ...
