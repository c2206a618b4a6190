"""Reads what becomes of the values that a document printed."""

from dataclasses import dataclass
from datetime import datetime

from services.stats.domain.printed import PrintedReport, report
from services.stats.usecases.read_known import ReadKnown
from shared.programmes.printed import Documents


@dataclass(frozen=True)
class ReadDocument:
    """A document with its verdicts as of now."""

    documents: Documents
    read: ReadKnown

    async def __call__(self, name: str, *, at: datetime) -> PrintedReport:
        """The report. Raises UnknownDocument."""
        document = self.documents.get(name)
        found = await self.read(
            document.programme,
            document.round,
            at=at,
            more=document.measures,
            rounds=document.played_rounds,
        )
        return report(name, document, found.known, found.figures)

    @property
    def names(self) -> tuple[str, ...]:
        """What the documents are called."""
        return tuple(name for name, _ in self.documents)
