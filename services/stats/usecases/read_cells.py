"""Reads the counts of a round by district, industry or category."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.stats.domain.counts import Counts, Dimension, Tally
from services.stats.domain.districts import hidden_districts
from services.stats.domain.milestones import AND_WITHDRAWN
from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows
from services.stats.ports import Pages
from services.stats.usecases.definitions import cycle_of
from shared.programmes import Path, Programme, Programmes
from shared.programmes.industry import division_of
from shared.record import Record


class CellRow(Record):
    """Counts by milestone of one district, industry or category; None when kept back.

    An industry is a class of GB/T 4754 such as 3912 for officials, a division such as 39 for the
    public: of a class there are seldom five, and two depths would give small numbers away.
    """

    id: str
    counts: dict[str, int] | None


class Cells(Record):
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
        """The table. Raises UnknownProgramme or UnknownRound."""
        definition = cycle_of(self.programmes, programme, round_).programme
        counts = await self.pages.counts(programme, round_)
        funnel = tuple(step.id for step in definition.way.funnel)
        columns = _every(definition.way, counts) if official else funnel
        tallies = {id_: tally for id_, tally in counts.by(by).items() if any(tally.values())}
        if by == "industry" and not official:
            tallies = _by_division(tallies)
        hidden = frozenset() if official else _hidden(definition, by, tallies)
        # A hidden row of nothing but zeros is there too: left out, it would be known.
        table = {
            id_: _row(tallies.get(id_, {}), columns) for id_ in sorted(tallies.keys() | hidden)
        }
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


def _hidden(programme: Programme, by: Dimension, tallies: Mapping[str, Tally]) -> frozenset[str]:
    if by == "district":
        return hidden_districts(programme, tallies)
    funnel = [step.id for step in programme.way.funnel]
    return hidden_rows({id_: _row(tally, funnel) for id_, tally in tallies.items()})


def _every(way: Path, counts: Counts) -> tuple[str, ...]:
    """The milestones of the path in its order, then any other that anybody has reached."""
    of_path = [milestone.id for milestone in way.milestones]
    others = {cell.milestone for cell, count in counts.cells.items() if count} - set(of_path)
    return (*of_path, *sorted(each for each in others if not each.endswith(AND_WITHDRAWN)))


def _by_division(classes: Mapping[str, Tally]) -> dict[str, Tally]:
    divisions: dict[str, Counter[str]] = defaultdict(Counter)
    for code, tally in classes.items():
        divisions[division_of(code)].update(tally)
    return dict(divisions)


def _row(tally: Tally, columns: Sequence[str]) -> tuple[int, ...]:
    return tuple(tally.get(milestone, 0) for milestone in columns)
