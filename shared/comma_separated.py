"""Rows as comma-separated values that spreadsheets open as they are meant."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

Encoding = Literal["utf-8", "gb18030"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    """The text; one that begins like a formula would be run as one by a spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA) else text


def comma_separated(
    header: Sequence[str], rows: Iterable[Sequence[str]], encoding: Encoding
) -> bytes:
    """By RFC 4180; in UTF-8 with a byte order mark, by which spreadsheets know it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig" if encoding == "utf-8" else encoding)
