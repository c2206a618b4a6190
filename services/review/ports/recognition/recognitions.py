"""The register of recognitions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.review.domain.recognition.recognition import (
    Recognition,
    RecognitionStep,
    Status,
)
from services.review.ports.held import HeldRecognition


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """A recognition that a document is to be about, its series, and what is made of its serial."""

    held: HeldRecognition
    series: str
    certify: Callable[[int], RecognitionStep]


class Recognitions(Protocol):
    """One record a recognition."""

    async def register(self, steps: Sequence[RecognitionStep], at: datetime) -> set[str]:
        """Saves those that are new and returns the ids of those that were there before."""
        ...

    async def enter(self, steps: Sequence[RecognitionStep], at: datetime) -> None:
        """Saves all of them at once; raises StaleWrite when one of them is there by now."""
        ...

    async def by_numbers(self, programme: str, numbers: Sequence[str]) -> Mapping[str, Recognition]:
        """Those of a programme with these numbers, by their keys."""
        ...

    async def holding(self, programme: str, *, at: datetime) -> Sequence[Recognition]:
        """Those of a programme that have not ended by then."""
        ...

    async def get_many(self, recognitions: Sequence[str]) -> Mapping[str, HeldRecognition]:
        """Those of these ids that there are, by id."""
        ...

    async def get(self, recognition: str) -> HeldRecognition | None:
        """The recognition of this id."""
        ...

    async def save(self, held: HeldRecognition, step: RecognitionStep, at: datetime) -> None:
        """Raises StaleWrite when it has moved on."""
        ...

    async def expiring(self, at: datetime, limit: int) -> Sequence[HeldRecognition]:
        """Those whose last day is over and of which nobody has said so, the longest over first."""
        ...

    async def unreminded(
        self, programme: str, days: int, at: datetime, until: datetime, limit: int
    ) -> Sequence[HeldRecognition]:
        """Those valid that end after `at` and by `until`, and were not reminded so late before."""
        ...

    async def save_many(
        self, steps: Sequence[tuple[HeldRecognition, RecognitionStep]], at: datetime
    ) -> set[str]:
        """Saves each by itself and returns the ids of those that had moved on."""
        ...

    async def page(
        self,
        programme: str,
        after: str,
        limit: int,
        *,
        text: str | None,
        status: Status | None,
        at: datetime,
    ) -> Sequence[Recognition]:
        """Those of a programme with a number after this one, in order of their numbers.

        With `text` those whose number, holder or matter has it; with `status` those that are so
        at an instant.
        """
        ...

    async def certify(self, orders: Sequence[CertificateOrder], at: datetime) -> None:
        """Numbers and saves the documents of one series at once, without a gap.

        Raises StaleWrite when a recognition has moved on; then no number was taken.
        """
        ...

    async def uncertified(
        self, programme: str, kind: str, round_id: str | None, limit: int, *, at: datetime
    ) -> Sequence[HeldRecognition]:
        """Those valid at an instant with no document of this kind in force, by their numbers."""
        ...

    async def with_certificate(self, number: str) -> HeldRecognition | None:
        """The recognition that a document of this number is about, however it was typed."""
        ...

    async def ledger(
        self, programme: str, after: str, limit: int
    ) -> Sequence[tuple[str, Recognition]]:
        """Numbers of a programme's documents after a place, with their recognition, in order.

        The place is that of the number before, as `place_in_ledger` has it.
        """
        ...
