"""The counts of one round, summed over all partitions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from services.stats.domain.milestones import NO_MORE

Dimension = Literal["district", "industry", "category"]
Tally = dict[str, int]
"""Milestone, alone or with a withdrawal → how many applications reached it."""


class Cell(NamedTuple):
    """What a cell counts."""

    milestone: str
    district: str
    industry: str
    category: str


class DayCell(NamedTuple):
    """What a day counts: a milestone reached on it, by district."""

    milestone: str
    day: date
    district: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of applications; `version` grows with every change.

    Cells and days hold those whom a correction took a milestone from under a name of its own; what
    is told weighs the one against the other.
    """

    version: int
    cells: Mapping[Cell, int]
    days: Mapping[DayCell, int]

    def reached(self, as_of: date | None = None) -> Tally:
        """How many reached each milestone, by the end of a day or by now."""
        tally: Tally = defaultdict(int)
        for day, count in self._until(as_of):
            tally[day.milestone] += count
        return dict(tally)

    def by(self, dimension: Dimension) -> dict[str, Tally]:
        """How many reached each milestone, by district, industry or category."""
        tallies: dict[str, Tally] = {}
        for cell, count in self.standing_cells():
            tally = tallies.setdefault(getattr(cell, dimension), {})
            tally[cell.milestone] = tally.get(cell.milestone, 0) + count
        return tallies

    def standing_cells(self) -> Iterable[tuple[Cell, int]]:
        """The cells; those whom a correction took the milestone from count against the others."""
        for cell, count in self.cells.items():
            if cell.milestone.endswith(NO_MORE):
                yield cell._replace(milestone=cell.milestone.removesuffix(NO_MORE)), -count
            else:
                yield cell, count

    def by_district(self, as_of: date | None = None) -> dict[str, Tally]:
        """How many reached each milestone in each district, by the end of a day or by now."""
        tallies: dict[str, Tally] = {}
        for day, count in self._until(as_of):
            tally = tallies.setdefault(day.district, {})
            tally[day.milestone] = tally.get(day.milestone, 0) + count
        return tallies

    def daily(self, milestone: str, as_of: date | None = None) -> list[tuple[date, int]]:
        """How many reached a milestone on each day that had any, oldest first."""
        added: dict[date, int] = defaultdict(int)
        for day, count in self._until(as_of):
            if day.milestone == milestone:
                added[day.day] += count
        return sorted((day, count) for day, count in added.items() if count)

    def first_and_last(self, as_of: date | None = None) -> dict[str, tuple[date, date]]:
        """The first and the last day on which each milestone was reached."""
        days: dict[str, list[date]] = defaultdict(list)
        for day, count in self._until(as_of):
            if count > 0:
                days[day.milestone].append(day.day)
        return {milestone: (min(some), max(some)) for milestone, some in days.items()}

    def _until(self, as_of: date | None) -> Iterable[tuple[DayCell, int]]:
        for day, count in self.days.items():
            if as_of is not None and day.day > as_of:
                continue
            if day.milestone.endswith(NO_MORE):
                yield day._replace(milestone=day.milestone.removesuffix(NO_MORE)), -count
            else:
                yield day, count
