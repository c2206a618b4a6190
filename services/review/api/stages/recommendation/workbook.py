"""The summary sheet as an Excel workbook: written to be ranked, and read again."""

from collections.abc import Iterable
from contextlib import closing
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from services.review.domain.case import Case
from services.review.domain.stages.recommendation.sheet import SheetRow
from shared.errors import FieldError, Rejected

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ("排名 Rank", "申报编号 Number", "申报单位 Enterprise", "产品 Product", "区县 District")
WIDTHS = (12, 22, 40, 40, 16)
MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_UNPACKED, MOST_TAGS = 60_000_000, 2_500_000
"""Bytes and `<`, both about twice what a sheet of MOST_ROWS has; a small file can hold far more."""


class NotASheet(Rejected):
    """The file can't be read as a summary sheet."""

    def __init__(self, detail: str, *errors: FieldError) -> None:
        super().__init__(detail, errors, code="invalid-sheet")


def write_workbook(cases: Iterable[Case]) -> bytes:
    """A workbook with a row a case; the rank is left for the recommender to fill in."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("汇总表")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.append(TITLES)
    for case in cases:
        texts = (case.number, case.enterprise.zh, case.product.zh, case.district)
        sheet.append([None, *(_text(sheet, text) for text in texts)])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def read_workbook(content: bytes) -> list[SheetRow]:
    """The ranked rows of a filled-in workbook; rows without a rank are left out.

    Raises NotASheet for a file that is none, or with a rank that is no whole number.
    """
    try:
        rows = _rows(content)
    except Exception as error:  # The parsers below it raise anything for a damaged file.
        raise NotASheet(
            "The file is not an XLSX workbook. Download the sheet, fill in the ranks, send it.",
            FieldError("body", "must be an XLSX workbook"),
        ) from error
    if len(rows) > MOST_ROWS:
        raise NotASheet(
            f"The sheet has more than {MOST_ROWS} rows, which can't be taken.",
            FieldError("body", f"may have {MOST_ROWS} rows at most"),
        )
    ranked: list[SheetRow] = []
    errors: list[FieldError] = []
    for row, (rank, number) in enumerate(rows, 2):
        if rank is None or rank == "":
            continue
        whole = _whole(rank)
        if whole is None or not number:
            errors.append(FieldError(f"row {row}", f"expected a rank and a number: {rank!r:.40}"))
        else:
            ranked.append(SheetRow(rank=whole, number=str(number).strip()))
    if errors:
        raise NotASheet("Some ranks can't be read; nothing was recommended.", *errors)
    return ranked


def _rows(content: bytes) -> list[Any]:
    with ZipFile(BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to more than any sheet")
        if sum(parts.read(part).count(b"<") for part in parts.infolist()) > MOST_TAGS:
            raise ValueError("has more tags than any sheet")
    with closing(load_workbook(BytesIO(content), read_only=True, data_only=True)) as workbook:
        rows = workbook.worksheets[0].iter_rows(min_row=2, max_col=2, values_only=True)
        return list(islice(rows, MOST_ROWS + 1))


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    # A name that begins with "=" is a name, not a formula.
    cell.data_type = "s"
    return cell


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
