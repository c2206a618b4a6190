"""The rows of a sheet of earlier recognitions: each one is taken, or named as wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.review.api.recognition.reading.columns import (
    REQUIRED,
    TITLES,
    WITHIN,
    columns_of,
)
from services.review.api.recognition.reading.refusals import (
    columns_missing,
    rows_refused,
    several_sheets,
    too_many_rows,
)
from services.review.api.stages.recommendation.reading.table import (
    Content,
    Line,
    Table,
    Unread,
    column_name,
)
from services.review.domain.recognition.entered import EnteredRow
from shared.errors import FieldError
from shared.plain_text import half_width, is_one_line
from shared.values import Bilingual

MOST_ROWS = 5_000
LONGEST = 200
"""Characters of a cell; numbers and names are shorter."""

_DATE = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[T ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?Z?)?"
)
_A_DAY = Bilingual(zh="日期，如 2015-11-20", en="a day such as 2015-11-20")


@dataclass(slots=True)
class _Found:
    rows: list[EnteredRow] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)


def read_rows(tables: Iterable[Table]) -> list[EnteredRow]:
    """The rows of the one visible sheet that has the columns. Raises Rejected otherwise."""
    read: dict[str, _Found] = {}
    seen: set[str] = set()
    for table in tables:
        if table.hidden:
            continue
        columns = _columns(table, seen)
        if columns is not None:
            read[table.name] = _read(table, columns)
    if not read:
        raise columns_missing([TITLES[each][0] for each in REQUIRED if each not in seen])
    filled_in = {name: found for name, found in read.items() if found.rows or found.errors}
    if len(filled_in) > 1:
        raise several_sheets(list(filled_in))
    [found] = filled_in.values() or [_Found()]
    if found.errors or not found.rows:
        raise rows_refused(found.errors)
    return found.rows


def _columns(table: Table, seen: set[str]) -> Mapping[str, int] | None:
    for count, line in enumerate(table.lines, 1):
        found = columns_of(line)
        if all(each in found for each in REQUIRED):
            twice = [TITLES[each][0] for each, at in found.items() if len(at) > 1]
            if twice:
                raise rows_refused([_twice(line.row, title) for title in twice])
            return {each: at[0] for each, at in found.items()}
        seen |= found.keys()
        if count >= WITHIN:
            return None
    return None


def _read(table: Table, columns: Mapping[str, int]) -> _Found:
    found = _Found()
    for count, line in enumerate(table.lines, 1):
        if count > MOST_ROWS:
            raise too_many_rows(MOST_ROWS)
        if any(line.cells.get(column) for column in columns.values()):
            row, errors = _Cells(line, columns, table.day_0).row()
            found.errors += errors
            if row is not None:
                found.rows.append(row)
    return found


class _Cells:
    """The cells of one row, and what is wrong with them."""

    def __init__(self, line: Line, columns: Mapping[str, int], day_0: date) -> None:
        self._line, self._columns, self._day_0 = line, columns, day_0
        self.errors: list[FieldError] = []

    def row(self) -> tuple[EnteredRow | None, Sequence[FieldError]]:
        """The row, unless something is wrong with it."""
        number, subject, document = map(self._text, ("number", "subject", "document"))
        holder, what = self._words("holder"), self._words("what")
        since, until = self._day("since"), self._day("until")
        passed_on, district = self._day("passed_on"), self._text("district")
        if self.errors or since is None:
            return None, self.errors
        row = EnteredRow(
            row=self._line.row,
            number=number,
            subject=subject,
            holder=holder,
            what=what,
            since=since,
            passed_on=passed_on,
            district=district or None,
            until=until,
            document=document,
        )
        return row, ()

    def _words(self, of: str) -> Bilingual:
        zh = self._text(f"{of}_zh")
        return Bilingual(zh=zh, en=self._text(f"{of}_en") or zh)

    def _cell(self, name: str) -> Content | None:
        column = self._columns.get(name)
        return None if column is None else self._line.cells.get(column)

    def _text(self, name: str) -> str:
        content = self._cell(name)
        if not content:
            if name in REQUIRED:
                self._wrong(name, Bilingual(zh="缺少内容", en="is empty"))
            return ""
        if isinstance(content, Unread):
            found, instead = content.found, content.instead
            zh, en = f"为{found.zh}；{instead.zh}", f"has {found.en}. {instead.en}"
            self._wrong(name, Bilingual(zh=zh, en=en))
            return ""
        if len(content) > LONGEST or not is_one_line(content):
            zh, en = (
                f"须为一行，至多 {LONGEST} 字",
                f"must be one line of at most {LONGEST} characters",
            )
            self._wrong(name, Bilingual(zh=zh, en=en))
        return content.strip()

    def _day(self, name: str) -> date | None:
        content = self._cell(name)
        if not content:
            if name in REQUIRED:
                self._wrong(name, Bilingual(zh="缺少内容", en="is empty"))
            return None
        day = _day_in(content, self._day_0)
        if day is None:
            self._wrong(name, Bilingual(zh=f"须为{_A_DAY.zh}", en=f"must be {_A_DAY.en}"))
        return day

    def _wrong(self, name: str, said: Bilingual) -> None:
        where = f"{column_name(self._columns[name])} ({TITLES[name][0]})"
        self.errors.append(
            FieldError(f"row {self._line.row}", f"column {where} {said.en}", f"{where} 列{said.zh}")
        )


def _day_in(content: Content, day_0: date) -> date | None:
    text = content.raw if isinstance(content, Unread) else half_width(content)
    try:
        if match := _DATE.fullmatch(text.strip()):
            return date(*map(int, match.groups()))
        if isinstance(content, Unread) and content.raw:
            return day_0 + timedelta(days=int(float(text)))
    except (ValueError, OverflowError):
        return None
    return None


def _twice(row: int, title: str) -> FieldError:
    return FieldError(f"row {row}", f"has the title {title} twice; keep one", f"表头“{title}”重复")
