"""The ranked summary sheet: quota and ranks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.domain.stages.recommendation.sheet import (
    SheetRow,
    malformed,
    refuse_excess,
)
from shared.errors import Rejected


def rows(*ranks: int) -> list[SheetRow]:
    return [SheetRow(rank=rank, number=f"n{rank}") for rank in ranks]


def test_rows_beyond_the_quota_are_named_worst_rank_first_cut() -> None:
    with pytest.raises(Rejected) as refused:
        refuse_excess(rows(4, 1, 3, 2), quota=3, used=0)
    assert refused.value.code == "quota-exceeded"
    assert [(e.field, e.message) for e in refused.value.errors] == [("rank 4", "n4")]


@given(st.integers(0, 30), st.integers(0, 30), st.sets(st.integers(1, 99), max_size=30))
def test_a_sheet_is_taken_exactly_when_it_fits(quota: int, used: int, ranks: set[int]) -> None:
    sheet = rows(*ranks)
    if used + len(sheet) <= quota:
        refuse_excess(sheet, quota=quota, used=used)
        return
    with pytest.raises(Rejected) as refused:
        refuse_excess(sheet, quota=quota, used=used)
    assert len(refused.value.errors) == len(sheet) - max(0, quota - used)


def test_without_a_quota_everything_fits() -> None:
    refuse_excess(rows(*range(1, 2000)), quota=None, used=10**6)


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        ([], ["rows"]),
        ([SheetRow(rank=1, number="a"), SheetRow(rank=1, number="b")], ["rank 1", "rank 1"]),
        (rows(0), ["rank 0"]),
        ([SheetRow(rank=1, number="a"), SheetRow(rank=2, number="a")], ["rank 1", "rank 2"]),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named_row_by_row(
    sheet: list[SheetRow], named: list[str]
) -> None:
    assert [error.field for error in malformed(sheet)] == named
