"""Objections and who made them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep
from services.review.domain.lists.objection import Counted, Objection, Objector
from services.review.domain.lists.sources import Source
from services.review.domain.lists.verifying import Code
from services.review.ports.held import HeldCase, HeldList


class Objections(Protocol):
    """Objections, and apart from them who made them."""

    async def file(
        self,
        objection: Objection,
        objector: Objector,
        sources: Sequence[Source],
        code: Code | None,
    ) -> None:
        """Keeps one that does not count, and the code that is to be mailed, in one transaction.

        It changes nothing of its list, and nothing at all if it is there already, unless it has
        lapsed. Raises TooManyFromSource.
        """
        ...

    async def counted(self, list_id: str, entry: int) -> Counted:
        """What there is already, for the limits."""
        ...

    async def verify(
        self, held: HeldList, step: ListStep | None, objection: Objection, at: datetime
    ) -> None:
        """Saves the list, if it changes, and the objection; the code is gone, in one transaction.

        One that an officer verified is no longer counted against its source. Raises StaleWrite.
        """
        ...

    async def unverified(self, list_id: str, skip: int, limit: int) -> Sequence[Objection]:
        """Those that do not count and those that have lapsed, the oldest first."""
        ...

    async def to_verify(self, list_id: str, at: datetime) -> int:
        """How many came in time and can still be verified."""
        ...

    async def overdue(self, at: datetime, limit: int) -> Sequence[Objection]:
        """Those whose time to be verified is over."""
        ...

    async def lapse(self, objection: Objection) -> None:
        """Keeps it as lapsed, without who made it; one that was verified meanwhile stays."""
        ...

    async def decide(
        self,
        held: HeldList,
        step: ListStep,
        decided: Sequence[tuple[Objection, Entry]],
        cases: Sequence[tuple[HeldCase, Step]],
        at: datetime,
    ) -> None:
        """Saves all in one transaction; raises StaleWrite."""
        ...

    async def get(self, list_id: str, objection: str) -> Objection | None:
        """One objection."""
        ...

    async def of_list(self, list_id: str) -> Sequence[Objection]:
        """All objections to a list that count or counted, and late reports, oldest first."""
        ...

    async def objector(self, objection: str) -> Objector | None:
        """Who made an objection."""
        ...
