"""Reads over many cases."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, Protocol, TypeVar

from services.review.domain.case import Case
from services.review.domain.case.progress import CaseCount

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some records, and the cursor of the next ones if there are more."""

    records: Sequence[T]
    next: str | None


Order = Literal["due", "number"]
"""The oldest statutory due date first, or by number, which never changes while one pages."""


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases of a queue, and in which order.

    `deemed_by` are those that count as accepted by then unless somebody acts: that stand at one of
    the places of these words, and whose clock acts by then.
    """

    programme: str
    round: str
    stage: str | None = None
    complete: bool | None = None
    text: str | None = None
    """A part of the number, of the credit code, or of a name of the enterprise or the product."""
    order: Order = "due"
    accepted_incomplete: bool | None = None
    deemed_by: tuple[tuple[str, ...], datetime] | None = None
    on_hold: bool | None = None


class Queues(Protocol):
    """Reads over many cases."""

    async def page(self, which: CaseFilter, cursor: str | None, limit: int) -> Page[Case]:
        """Cases in the order asked for; raises Rejected for a foreign cursor."""
        ...

    async def count(self, which: CaseFilter) -> int:
        """How many cases there are of these."""
        ...

    async def counted(self, programme: str, round_id: str) -> Sequence[CaseCount]:
        """The cases of a round, counted by where they stand and what else is to be said."""
        ...

    def by_number(self, which: CaseFilter) -> AsyncIterator[Case]:
        """Every case of a queue, by application number."""
        ...
