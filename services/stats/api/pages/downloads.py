"""A board's figures as files."""

import asyncio
import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from services.stats.api.pages.rows import Row

Encoding = Literal["utf-8", "gb18030"]
NUMBERS = ("value", "numerator", "denominator")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_csv(rows: Sequence[Row], encoding: Encoding) -> bytes:
    """Comma-separated, with a byte order mark in UTF-8, by which spreadsheets know it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Row._fields)
    writer.writerows([_plain(row, field) for field in Row._fields] for row in rows)
    return text.getvalue().encode("utf-8-sig" if encoding == "utf-8" else encoding)


async def to_xlsx(rows: Sequence[Row]) -> bytes:
    """One sheet; numbers are numbers."""
    return await asyncio.to_thread(_workbook, rows)


def _workbook(rows: Sequence[Row]) -> bytes:
    # 13 MB of memory that only this download needs.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    sheet.append(list(Row._fields))
    for row in rows:
        sheet.append([_cell(row, field) for field in Row._fields])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(row: Row, field: str) -> str | int | float | None:
    text: str = getattr(row, field)
    if field not in NUMBERS:
        return _plain(row, field)
    if not text:
        return None
    exact = Decimal(text)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _plain(row: Row, field: str) -> str:
    text: str = getattr(row, field)
    # A name or source that begins like a formula would be run as one by a spreadsheet.
    return f"'{text}" if field not in NUMBERS and text.startswith(FORMULA) else text
