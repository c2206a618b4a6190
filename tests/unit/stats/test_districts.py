"""What several public tables say of the districts, taken together, gives none of them away."""

from collections.abc import Iterator
from typing import cast

from hypothesis import example, given
from hypothesis import strategies as st

from services.stats.domain.board import Districts
from services.stats.domain.counts import Cell, Counts
from services.stats.domain.districts import districts
from services.stats.domain.suppression import SMALLEST_SHOWN
from services.stats.ports import Tallies
from services.stats.usecases.read_cells import Cells, ReadCells
from shared.programmes import Programmes, load_file
from tests.unit.programmes.definitions import JIANGMEN
from tests.unit.stats.nothing import NO_QUESTIONS

RULES = load_file(JIANGMEN)
PROGRAMMES = Programmes([RULES])
DISTRICTS = [district.id for district in RULES.districts]
FUNNEL = [milestone.id for milestone in RULES.way.funnel]
A, B, C, D, *_ = DISTRICTS

Table = dict[str, tuple[int, ...]]
STEPS = st.lists(st.integers(0, 12), min_size=4, max_size=4).map(
    lambda counts: tuple(sorted(counts, reverse=True))
)
TABLES = st.dictionaries(st.sampled_from(DISTRICTS), STEPS, min_size=1)


class OneTable:
    """Pages that hold one table by district."""

    def __init__(self, table: Table) -> None:
        self._counts = Counts(
            1,
            {
                Cell(milestone, district, "3912", "new-energy"): count
                for district, row in table.items()
                for milestone, count in zip(FUNNEL, row, strict=True)
            },
            {},
        )

    async def counts(self, programme: str, round_: str) -> Counts:
        return self._counts


async def both(table: Table) -> tuple[Cells, Districts]:
    """The cells by district, and the table on the board, as the public sees them."""
    pages = OneTable(table)
    read = ReadCells(PROGRAMMES, cast(Tallies, pages), NO_QUESTIONS)
    cells = await read(RULES.id, "2019", "district", official=False)
    tallies = (await pages.counts(RULES.id, "2019")).by("district")
    return cells, districts(RULES, tallies)


def told(cells: Cells, board: Districts) -> Iterator[tuple[str, str]]:
    """District and step of each number that one of the tables shows."""
    listed = {row.id: row.counts for row in cells.rows}
    for district in DISTRICTS:
        # What is not listed there has nothing at all.
        if listed.get(district, {}) is not None:
            yield from ((district, milestone) for milestone in FUNNEL)
    for row in board.rows:
        if not row.hidden:
            yield from ((row.district, milestone) for milestone in ("recommended", "recognised"))


@given(TABLES)
@example({A: (6, 3, 3, 0), B: (20, 9, 7, 6), C: (9, 9, 9, 8), D: (30, 30, 30, 30)})
@example({A: (3, 3, 3, 3)})
async def test_no_hidden_number_is_what_both_tables_leave_of_a_total(table: Table) -> None:
    known = set(told(*await both(table)))
    for place, milestone in enumerate(FUNNEL):
        hidden = [district for district in DISTRICTS if (district, milestone) not in known]
        assert len(hidden) != 1, milestone
        small = [d for d, row in table.items() if 0 < row[place] < SMALLEST_SHOWN]
        assert set(small) <= set(hidden), milestone


@given(TABLES)
async def test_both_tables_hide_the_same_districts(table: Table) -> None:
    cells, board = await both(table)
    assert {row.id for row in cells.rows if row.counts is None} == {
        row.district for row in board.rows if row.hidden
    }
