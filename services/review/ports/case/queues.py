"""Reads over many cases."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from services.review.domain.case import Case

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the cases of a round stand."""

    stages: Mapping[str, int]
    supplement_returned: int
    incomplete: int
    delivery_failed: int


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

    async def progress(self, programme: str, round_id: str) -> Progress:
        """How many cases are in each stage."""
        ...

    def accepted(self, programme: str, round_id: str) -> AsyncIterator[Case]:
        """Every accepted case of a round, by number."""
        ...
