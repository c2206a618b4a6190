"""No small number is shown, and none can be worked out from what is shown."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.suppression import SMALLEST_SHOWN, hidden_rows

ROWS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda row: (max(row), min(row)))
TABLES = st.lists(ROWS, min_size=2, max_size=4).map(
    lambda rows: dict(zip("abcd", rows, strict=False))
)


def fits(values: tuple[tuple[int, int], ...], sums: tuple[int, int]) -> bool:
    totals = tuple(sum(column) for column in zip(*values, strict=True))
    return totals == sums and any(0 < n < SMALLEST_SHOWN for row in values for n in row)


def possible(hidden: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every filling of the hidden rows that fits their sums and the rule itself."""
    sums = (sum(row[0] for row in hidden), sum(row[1] for row in hidden))
    rows = [(r, g) for r in range(sums[0] + 1) for g in range(min(r, sums[1]) + 1)]
    for values in product(rows, repeat=len(hidden) - 1):
        last = (sums[0] - sum(v[0] for v in values), sums[1] - sum(v[1] for v in values))
        whole = (*values, last)
        if last[0] >= last[1] >= 0 and fits(whole, sums):
            yield whole


def is_open(hidden: list[tuple[int, int]], place: int, column: int) -> bool:
    """Whether that number could be another."""
    mine = hidden[place][column]
    return any(values[place][column] != mine for values in possible(hidden))


@given(TABLES)
def test_no_small_number_is_shown(table: dict[str, tuple[int, int]]) -> None:
    hidden = hidden_rows(table)
    shown = [n for name, row in table.items() if name not in hidden for n in row]
    assert [n for n in shown if 0 < n < SMALLEST_SHOWN] == []


@given(TABLES)
def test_no_hidden_small_number_can_be_computed_from_the_totals(
    table: dict[str, tuple[int, int]],
) -> None:
    hidden = [table[name] for name in sorted(hidden_rows(table))]
    for place, row in enumerate(hidden):
        for column in (0, 1):
            if 0 < row[column] < SMALLEST_SHOWN:
                assert is_open(hidden, place, column)


@given(TABLES)
def test_a_single_row_is_never_hidden_alone(table: dict[str, tuple[int, int]]) -> None:
    assert len(hidden_rows(table)) != 1


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hidden_rows({"a": (322, 268), "b": (286, 0), "c": (0, 0)}) == frozenset()


def test_the_smallest_other_row_is_hidden_with_a_small_one() -> None:
    assert hidden_rows({"a": (3, 0), "b": (40, 30), "c": (20, 15), "d": (0, 0)}) == {"a", "c"}


def test_two_small_numbers_with_a_small_sum_are_not_enough_to_hide() -> None:
    assert hidden_rows({"a": (3, 0), "b": (1, 0), "c": (40, 0)}) == {"a", "b", "c"}


def test_two_ones_do_not_protect_each_other() -> None:
    assert hidden_rows({"a": (1, 0), "b": (1, 0), "c": (40, 0)}) == {"a", "b", "c"}
