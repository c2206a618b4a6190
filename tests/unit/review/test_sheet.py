"""The ranked summary sheet: quota, ranks, and the workbook it travels in."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from services.review.api.stages.recommendation.workbook import read_workbook, write_workbook
from services.review.domain.stages.recommendation.sheet import (
    SheetRow,
    refuse_excess,
    refuse_malformed,
)
from shared.errors import Rejected
from shared.values import Bilingual
from tests.unit.review.builders import accepted


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
def test_a_malformed_sheet_is_refused_row_by_row(sheet: list[SheetRow], named: list[str]) -> None:
    with pytest.raises(Rejected) as refused:
        refuse_malformed(sheet)
    assert refused.value.code == "sheet-refused"
    assert [e.field for e in refused.value.errors] == named


def filled(*cells: tuple[Any, Any]) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["排名 Rank", "申报编号 Number"])
    for cell in cells:
        sheet.append(cell)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_the_workbook_comes_back_with_the_ranks_that_were_filled_in() -> None:
    workbook = load_workbook(BytesIO(write_workbook([accepted("a1"), accepted("a2")])))
    workbook.worksheets[0]["A3"] = 1
    out = BytesIO()
    workbook.save(out)
    assert read_workbook(out.getvalue()) == [SheetRow(rank=1, number="JM-a2")]


def test_a_rank_may_be_text_or_a_whole_decimal() -> None:
    assert read_workbook(filled((" 2 ", "n2"), (1.0, "n1"), (None, "n3"))) == [
        SheetRow(rank=2, number="n2"),
        SheetRow(rank=1, number="n1"),
    ]


@pytest.mark.parametrize("rank", [1.5, "first", True, "-1", "٣"])
def test_a_rank_that_is_no_whole_number_is_named(rank: object) -> None:
    with pytest.raises(Rejected) as refused:
        read_workbook(filled((1, "n1"), (rank, "n2")))
    assert refused.value.code == "invalid-sheet"
    assert [e.field for e in refused.value.errors] == ["row 3"]


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected, match="invalid-sheet"):
        read_workbook(content)


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    name = Bilingual(zh='=HYPERLINK("http://x")', en="x")
    content = write_workbook([accepted("a1", enterprise=name)])
    cell = load_workbook(BytesIO(content)).worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", name.zh)
