"""The counts of one round within one partition, and which of them changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

FEW = 100
"""Up to this many changed counts are written one by one; above, the tally is replaced."""

DISTRICTS = 20
MILESTONES = 13
"""Bits for the number of a district, and of a milestone, alone or with a withdrawal."""


@dataclass(slots=True)
class RoundTally:
    """Counts by cell (facts and milestone) and by day (milestone, day and district), as numbers.

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

    def count(self, counted: Iterable[tuple[int, int]], by: int) -> None:
        """Counts an application in (+1) or out (−1) of pairs of a cell and a day."""
        cells, days = self.cells, self.days
        for cell, day in counted:
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
        return self.replace or bool(self.changed_cells)

    def clean(self) -> None:
        """Forgets what changed, because it is being written."""
        self.changed_cells = set()
        self.changed_days = set()
        self.replace = False
