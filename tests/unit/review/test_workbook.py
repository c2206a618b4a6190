"""Summary sheets as files: what is read of a good one, and how little of a bad one."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from services.review.api.stages.recommendation.workbook import (
    MOST_ROWS,
    MOST_TAGS,
    MOST_UNPACKED,
    NotASheet,
    read_workbook,
    write_workbook,
)
from services.review.domain.stages.recommendation.sheet import SheetRow
from tests.unit.review.builders import accepted

SHEET = "xl/worksheets/sheet1.xml"


def a_sheet(*ranks: float | str) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for place, rank in enumerate(ranks, 2):
        sheet[f"A{place}"], sheet[f"B{place}"] = rank, f"JM-{place}"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A good sheet but for this part of it."""
    out = BytesIO()
    with (
        ZipFile(BytesIO(a_sheet(1))) as good,
        ZipFile(out, "w", ZIP_DEFLATED) as bad,
    ):
        for part in good.namelist():
            bad.writestr(part, content if part == name else good.read(part))
    return out.getvalue()


def test_what_was_written_comes_back_with_the_ranks_that_were_filled_in() -> None:
    workbook = load_workbook(BytesIO(write_workbook([accepted("a1"), accepted("a2")])))
    workbook.worksheets[0]["A3"] = "1"
    filled = BytesIO()
    workbook.save(filled)
    assert read_workbook(filled.getvalue()) == [SheetRow(rank=1, number="JM-a2")]


@pytest.mark.parametrize(
    "content",
    [
        b"PK nothing",
        with_part(SHEET, b"<worksheet><sheetData><row><c"),
        with_part("xl/workbook.xml", b"<workbook"),
        with_part("xl/workbook.xml", b"<workbook/>"),
        with_part(SHEET, bytes(MOST_UNPACKED + 1)),
        with_part(SHEET, b"<c/>" * MOST_TAGS),
    ],
    ids=["no zip", "sheet cut off", "workbook cut off", "no sheet", "too much", "too many tags"],
)
def test_a_damaged_workbook_is_no_sheet(content: bytes) -> None:
    with pytest.raises(NotASheet, match="not an XLSX workbook"):
        read_workbook(content)


@pytest.mark.parametrize("rank", ["9" * 5000, "first", 1.5, True])
def test_a_rank_that_is_none_is_named_by_its_row(rank: float | str) -> None:
    with pytest.raises(NotASheet) as refused:
        read_workbook(a_sheet(1, rank))
    (error,) = refused.value.errors
    assert error.field == "row 3"
    assert len(error.message) < 100


def test_no_more_rows_are_read_than_can_be_taken() -> None:
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:B60000"/><sheetData>'
    )
    last = f'<row r="{MOST_ROWS + 2}"><c r="A{MOST_ROWS + 2}"><v>1</v></c></row>'
    never_read = "<row/>" * 100_000 + "<broken"
    with pytest.raises(NotASheet, match=f"more than {MOST_ROWS} rows"):
        read_workbook(with_part(SHEET, (head + last + never_read).encode()))
