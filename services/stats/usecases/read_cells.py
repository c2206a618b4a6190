"""Reads the counts of a round by district, industry, category or a declared fact."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args

from services.stats.domain.counts import Counts, Dimension, Tally
from services.stats.domain.cuts import UNKNOWN, cuts, values_of
from services.stats.domain.districts import hidden_districts
from services.stats.domain.milestones import AND_WITHDRAWN
from services.stats.domain.questions import Count, HowMany, Population, fact
from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows
from services.stats.ports import Tallies
from services.stats.usecases.answer_questions import AnswerQuestions
from services.stats.usecases.definitions import cycle_of
from shared.errors import Rejected, one_of
from shared.programmes import Path, Programme, Programmes
from shared.programmes.industry import division_of
from shared.record import Record


class CellRow(Record):
    """Counts by milestone of one district, industry, category or fact; None when kept back.

    An industry is a class of GB/T 4754 such as 3912 for officials, a division such as 39 for the
    public: of a class there are seldom five, and two depths would give small numbers away. Of a
    boolean the rows are `true` and `false`; `unknown` are those of which the fact is not known.
    """

    id: str
    counts: dict[str, int] | None


class Cells(Record):
    """The rows and their sum. `hidden_below` is 0 when nothing is kept back."""

    by: str
    snapshot: int
    rows: tuple[CellRow, ...]
    total: dict[str, int]
    hidden_below: int


@dataclass(frozen=True)
class ReadCells:
    """For the public the funnel with small numbers kept back, for officials every milestone."""

    programmes: Programmes
    tallies: Tallies
    answer: AnswerQuestions

    async def __call__(self, programme: str, round_: str, by: str, *, official: bool) -> Cells:
        """The table. Raises UnknownProgramme or UnknownRound; Rejected for anything else to cut by.

        A secret fact is told to nobody.
        """
        definition = cycle_of(self.programmes, programme, round_).programme
        counts = await self.tallies.counts(programme, round_)
        funnel = tuple(step.id for step in definition.way.funnel)
        columns = _every(definition.way, counts) if official else funnel
        every = await self._by(definition, round_, by, counts, columns)
        tallies = {id_: tally for id_, tally in every.items() if any(tally.values())}
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

    async def _by(
        self,
        programme: Programme,
        round_: str,
        by: str,
        counts: Counts,
        milestones: Sequence[str],
    ) -> dict[str, Tally]:
        if by in get_args(Dimension):
            return counts.by(cast("Dimension", by))
        if by not in cuts(programme):
            fault = one_of("by", cuts(programme))
            raise Rejected(
                f"{programme.key} can't be cut by {by!r}: {fault.message}.",
                (fault,),
                code="invalid-request",
                zh=f"{programme.key} 不能按“{by}”划分：{fault.zh}。",
            )
        asked = {m: HowMany(Population(m), by=fact(by)) for m in milestones}
        answers = await self.answer(programme.id, round_, asked.values())
        tallies: dict[str, Tally] = defaultdict(dict)
        for milestone, question in asked.items():
            found = answers[question]
            assert isinstance(found, Count)
            for value, count in (*found.by.items(), (UNKNOWN, found.no_value)):
                tallies[value][milestone] = count
        return tallies


def _hidden(programme: Programme, by: str, tallies: Mapping[str, Tally]) -> frozenset[str]:
    if by == "district":
        return hidden_districts(programme, tallies)
    funnel = [step.id for step in programme.way.funnel]
    values = dict.fromkeys((*values_of(programme, by), *tallies))
    return hidden_rows({id_: _row(tallies.get(id_, {}), funnel) for id_ in values})


def _every(way: Path, counts: Counts) -> tuple[str, ...]:
    """The milestones of the path in its order, then any other that anybody has reached."""
    of_path = [milestone.id for milestone in way.milestones]
    others = {cell.milestone for cell, count in counts.standing_cells() if count} - set(of_path)
    return (*of_path, *sorted(each for each in others if not each.endswith(AND_WITHDRAWN)))


def _by_division(classes: Mapping[str, Tally]) -> dict[str, Tally]:
    divisions: dict[str, Counter[str]] = defaultdict(Counter)
    for code, tally in classes.items():
        divisions[division_of(code)].update(tally)
    return dict(divisions)


def _row(tally: Tally, columns: Sequence[str]) -> tuple[int, ...]:
    return tuple(tally.get(milestone, 0) for milestone in columns)
