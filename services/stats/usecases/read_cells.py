"""Reads the counts of a round by district, industry or category."""

from dataclasses import dataclass

from services.stats.domain.counts import Dimension
from services.stats.domain.milestones import MILESTONES
from services.stats.domain.progress import FUNNEL
from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows
from services.stats.ports import Pages
from services.stats.usecases.definitions import cycle_of
from shared.contracts.base import Contract
from shared.programmes import Programmes


class CellRow(Contract):
    """Counts by milestone of one district, industry or category; None when kept back."""

    id: str
    counts: dict[str, int] | None


class Cells(Contract):
    """The rows and their sum. `hidden_below` is 0 when nothing is kept back."""

    by: Dimension
    snapshot: int
    rows: tuple[CellRow, ...]
    total: dict[str, int]
    hidden_below: int


@dataclass(frozen=True)
class ReadCells:
    """For the public the funnel with small numbers kept back, for officials every milestone."""

    programmes: Programmes
    pages: Pages

    async def __call__(
        self, programme: str, round_: str, by: Dimension, *, official: bool
    ) -> Cells:
        """The table. Raises Rejected (unknown-programme) for a round that no programme has."""
        cycle_of(self.programmes, programme, round_)
        counts = await self.pages.counts(programme, round_)
        columns = MILESTONES if official else FUNNEL
        table = {
            id_: tuple(tally.get(m, 0) for m in columns)
            for id_, tally in sorted(counts.by(by).items())
            if any(tally.values())
        }
        hidden = frozenset() if official else hidden_rows(table)
        sums = [sum(column) for column in zip(*table.values(), strict=True)] or [0] * len(columns)
        return Cells(
            by=by,
            snapshot=counts.version,
            rows=tuple(
                CellRow(
                    id=id_, counts=None if id_ in hidden else dict(zip(columns, row, strict=True))
                )
                for id_, row in table.items()
            ),
            total=dict(zip(columns, sums, strict=True)),
            hidden_below=0 if official else SMALLEST_SHOWN,
        )
