"""Tells everybody what a certificate or plaque with a number is worth now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.recognition.recognition import (
    Certificate,
    Recognition,
    Status,
    place_in_ledger,
)
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules
from shared.identity import ApplicantCode, CodeKind
from shared.programmes import Programme

Standing = Status | Literal["void", "not_found"]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a document says and is worth at an instant."""

    certificate: Certificate
    recognition: Recognition
    programme: Programme
    at: datetime

    @property
    def code_kind(self) -> CodeKind:
        """Of which kind the holder's code is."""
        return ApplicantCode.of(self.recognition.subject).kind

    @property
    def status(self) -> Standing:
        """One word: void, or what the recognition is."""
        void = self.certificate.voided is not None
        return "void" if void else self.recognition.status_at(self.at)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Every number of a programme that was ever given, in order, and the place to go on after."""

    documents: Sequence[Verified]
    next: str | None


@dataclass(frozen=True)
class Verify:
    """By the number alone, however it was typed."""

    recognitions: Recognitions
    rules: Rules

    async def __call__(self, number: str, *, at: datetime) -> Verified | None:
        """The document of this number; None where none was ever issued."""
        held = await self.recognitions.with_certificate(number)
        certificate = None if held is None else held.record.certificate(number)
        if held is None or certificate is None:
            return None
        return self._verified(certificate, held.record, at)

    async def ledger(self, programme: str, *, after: str, limit: int, at: datetime) -> LedgerPage:
        """Numbers after a place, series by series. Raises UnknownProgramme."""
        self.rules.programmes.newest(programme)
        found = await self.recognitions.ledger(programme, after, limit + 1)
        shown = [
            self._verified(certificate, recognition, at)
            for number, recognition in found[:limit]
            if (certificate := recognition.certificate(number)) is not None
        ]
        last = shown[-1].certificate if len(found) > limit and shown else None
        next_ = None if last is None else place_in_ledger(last.series, last.serial)
        return LedgerPage(shown, next_)

    def _verified(self, certificate: Certificate, found: Recognition, at: datetime) -> Verified:
        programme = self.rules.programmes.newest(found.programme, at)
        return Verified(certificate, found, programme, at)
