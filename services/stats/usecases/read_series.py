"""Reads how a count grew by working day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.stats.domain.board import Series
from services.stats.domain.progress import series
from services.stats.ports import Pages
from services.stats.usecases.definitions import cycle_of
from shared.calendar import Calendar, beijing_date
from shared.programmes import Programmes

PublicMilestone = Literal[
    "submitted",
    "accepted",
    "recommended",
    "recognised",
    "withdrawn",
    "not_accepted",
    "not_recognised",
]


@dataclass(frozen=True)
class ReadSeries:
    """The cumulative line of one milestone."""

    programmes: Programmes
    pages: Pages
    calendar: Calendar

    async def __call__(
        self, programme: str, round_: str, milestone: PublicMilestone, *, as_of: date | None
    ) -> Series:
        """The line. Raises UnknownProgramme or UnknownRound."""
        cycle = cycle_of(self.programmes, programme, round_).round
        counts = await self.pages.counts(programme, round_)
        return series(milestone, counts, beijing_date(cycle.opens_at), self.calendar, as_of)
