"""A board's figures as files."""

import asyncio
import io
from collections.abc import Sequence
from decimal import Decimal

from services.stats.api.pages.rows import Row
from shared.comma_separated import Encoding, comma_separated, plain

NUMBERS = ("value", "numerator", "denominator")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_csv(rows: Sequence[Row], encoding: Encoding) -> bytes:
    """Comma-separated, with a byte order mark in UTF-8, by which spreadsheets know it."""
    lines = ([_plain(row, field) for field in Row._fields] for row in rows)
    return comma_separated(Row._fields, lines, encoding)


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
    return text if field in NUMBERS else plain(text)
