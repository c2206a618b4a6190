"""What a sheet holds, whatever kind of file it came in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from shared.plain_text import visible
from shared.values import Bilingual

FROM_1900 = date(1899, 12, 30)
"""Day 0 of nearly all workbooks, such that day 61 is 1 March 1900 and later days are right."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A filled cell whose value is not known: what stands there, and what to do.

    Of a date `raw` is what the file has, in days after the first of its calendar or as ISO text.
    """

    found: Bilingual
    instead: Bilingual
    raw: str = ""


Content = str | Unread
"""What a cell that is not empty holds: numbers as text, without what nobody sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not empty: its number, counted from 1, and its cells by column, from 0.

    A hidden one was hidden by hand or by a filter.
    """

    row: int
    cells: Mapping[int, Content]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are shown as one; only the first of them can have a value."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Table:
    """One sheet of a file. Its lines can be read once; `merged` is known when they were.

    Dates in it are numbers of days after `day_0`. `hidden_columns` has the first and the last one
    of each group of columns that nobody sees, and is known with the first line.
    """

    name: str
    lines: Iterator[Line]
    hidden: bool = False
    day_0: date = FROM_1900
    merged: list[Merged] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def tidy(text: str) -> str:
    """What one sees of a text: no space around it, nothing without width."""
    return visible(text).strip()


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: A, Z, AA."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def position(reference: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of a reference such as B12. Raises ValueError for none."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError("no reference to a cell")
    column = 0
    for letter in match["column"].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match["row"]), column - 1


_REFERENCE = re.compile(r"\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})")
