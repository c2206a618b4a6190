"""Which columns of a table have the ranks and the application numbers, told by their titles."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.review.api.stages.recommendation.reading.refusals import column_twice
from services.review.api.stages.recommendation.reading.table import Line, column_name
from shared.errors import FieldError
from shared.plain_text import half_width

RANK, NUMBER = "排名 Rank", "申报编号 Number"
TITLES = {
    RANK: (
        *("排名rank", "排名", "rank", "推荐排名", "推荐名次", "推荐排序", "推荐顺序", "推荐次序"),
        *("推荐位次", "推荐序号", "名次", "位次", "排序"),
    ),
    NUMBER: ("申报编号number", "申报编号", "applicationnumber", "number", "申请编号", "编号"),
}
"""What the columns are called, folded, the surest first; 序号 is a serial number, and neither."""

WITHIN = 50
"""Rows that are not empty, within which the titles stand; a title of the whole may come before."""

_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|\W+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where ranks and numbers stand, counted from 0."""

    rank: int
    number: int


def columns_of(line: Line, sheet: str) -> Columns | None:
    """The columns, if this line has the titles of both.

    Raises NotASheet when two columns have the title of one.
    """
    ranks, numbers = _with_title(line, RANK), _with_title(line, NUMBER)
    if not (ranks and numbers):
        return None
    twice = [*_twice(line.row, RANK, ranks, sheet), *_twice(line.row, NUMBER, numbers, sheet)]
    if twice:
        raise column_twice(twice)
    return Columns(ranks[0], numbers[0])


def titles_in(line: Line) -> set[str]:
    """Which of the two titles a line has."""
    return {title for title in TITLES if _with_title(line, title)}


def missing(sheet: str, seen: set[str]) -> Iterator[FieldError]:
    """The columns that a sheet lacks."""
    for title in TITLES:
        if title not in seen:
            yield FieldError(
                f"column {title}",
                f"is missing on the sheet {sheet}: a row with this title must stand above the "
                f"ranks, within the first {WITHIN} rows",
                f"工作表“{sheet}”缺少此列：排名上方须有此表头，且位于前 {WITHIN} 行内",
            )


def _with_title(line: Line, title: str) -> list[int]:
    folded = {column: _folded(text) for column, text in line.cells.items() if isinstance(text, str)}
    for known in TITLES[title]:
        if found := [column for column, text in folded.items() if text == known]:
            return found
    return []


def _folded(text: str) -> str:
    return _REMARK.sub("", half_width(text[:200])).casefold()


def _twice(row: int, title: str, found: Sequence[int], sheet: str) -> Iterator[FieldError]:
    if len(found) > 1:
        letters = [column_name(column) for column in found]
        yield FieldError(
            f"row {row}",
            f"{' and '.join(letters)} of the sheet {sheet} have the title {title}; keep one",
            f"工作表“{sheet}”的 {'、'.join(letters)} 列表头均为“{title}”，请只保留一列",
        )
