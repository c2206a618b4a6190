"""The counts of one round within one partition, and which of them changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.stats.domain.milestones import SCALE

FEW = 100
"""Up to this many changed counts are written one by one; above, the tally is replaced."""

_DISTRICTS = 20
_MILESTONES = 14
"""Bits for the number of a district, and of a milestone: alone, with a withdrawal, or no more."""


def cell_of(cell: int) -> tuple[int, int]:
    """The facts and the milestone that a cell counts, by their numbers."""
    return cell >> _MILESTONES, cell & (1 << _MILESTONES) - 1


def day_cell_of(day: int) -> tuple[int, int]:
    """The milestone, packed with its day, and the number of the district that a day counts."""
    return day >> _DISTRICTS, day & (1 << _DISTRICTS) - 1


@dataclass(slots=True)
class RoundTally:
    """Counts by cell (facts and milestone) and by day (milestone, day and district).

    `withdrawals` are the milestones that mean that an application is withdrawn.
    """

    programme: str
    round: str
    withdrawals: frozenset[int]
    cells: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    days: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    changed_cells: set[int] = field(default_factory=set)
    changed_days: set[int] = field(default_factory=set)
    replace: bool = False
    touched: bool = False
    """Whether something else is different of an application that it counts."""

    def count(self, facts: int, district: int, counted: Iterable[int], by: int) -> None:
        """Counts an application in (+1) or out (−1) of all that it counts in."""
        cells, days, first = self.cells, self.days, facts << _MILESTONES
        for packed in counted:
            cell, day = first | packed // SCALE, packed << _DISTRICTS | district
            cells[cell] += by
            days[day] += by
            if not self.replace:
                self.changed_cells.add(cell)
                self.changed_days.add(day)
        if not self.replace and len(self.changed_cells) + len(self.changed_days) > FEW:
            self.replace = True

    @property
    def dirty(self) -> bool:
        """Whether anything changed since `clean`."""
        return self.replace or self.touched or bool(self.changed_cells)

    def clean(self) -> None:
        """Forgets what changed, because it is being written."""
        self.changed_cells = set()
        self.changed_days = set()
        self.replace = self.touched = False
