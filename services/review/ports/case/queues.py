"""Reads over many cases."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from services.review.domain.case import Case
from services.review.domain.case.progress import CaseCount

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some records, and the cursor of the next ones if there are more."""

    records: Sequence[T]
    next: str | None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases of a queue."""

    programme: str
    round: str
    stage: str | None = None
    complete: bool | None = None


class Queues(Protocol):
    """Reads over many cases."""

    async def page(self, which: CaseFilter, cursor: str | None, limit: int) -> Page[Case]:
        """Cases, the oldest statutory due date first; raises Rejected for a foreign cursor."""
        ...

    async def counted(self, programme: str, round_id: str) -> Sequence[CaseCount]:
        """The cases of a round, counted by where they stand and what else is to be said."""
        ...

    def by_number(self, which: CaseFilter) -> AsyncIterator[Case]:
        """Every case of a queue, by application number."""
        ...
