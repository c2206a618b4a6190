"""A sheet that was saved as text: columns parted by commas, semicolons or tabs.

Spreadsheets write UTF-8 with or without a mark, UTF-16 with one, or the Chinese code page.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from services.review.api.stages.recommendation.reading.table import Line, Table, tidy

LONGEST_FIELD = 10_000
_GUARDED = re.compile(r'="((?:[^"]|"")*)"')
"""How a text is kept from being read as a number: a formula that gives just this text."""


def comma_separated(content: bytes) -> Table | None:
    """The table, or None when it is no text."""
    text = _text(content)
    return None if text is None else Table("CSV", _lines(text))


def _text(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\0" in content or not content.strip():
        return None
    utf_8 = _decoded(content, "utf-8-sig")
    # What is in neither is no Chinese text; its titles, if any, can be read all the same.
    return content.decode("gb18030", "replace") if utf_8 is None else utf_8


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> Iterator[Line]:
    head = text[:4096]
    delimiter = max(",;\t", key=head.count)
    for row, fields in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
        tidied = ((column, _shown(field[:LONGEST_FIELD])) for column, field in enumerate(fields))
        if cells := {column: text for column, text in tidied if text}:
            yield Line(row, cells)


def _shown(field: str) -> str:
    text = tidy(field)
    guarded = _GUARDED.fullmatch(text)
    return text if guarded is None else tidy(guarded[1].replace('""', '"'))
