"""The ranked rows of a table: each row that is not empty is taken, counted, or named as wrong."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from services.review.api.bounds import MOST
from services.review.api.stages.recommendation.reading.columns import (
    NUMBER,
    RANK,
    WITHIN,
    Columns,
    columns_of,
    titles_in,
)
from services.review.api.stages.recommendation.reading.footers import (
    Above,
    is_about_all,
    is_foot,
    is_label,
    is_total,
    may_be_rank,
)
from services.review.api.stages.recommendation.reading.refusals import too_many_rows
from services.review.api.stages.recommendation.reading.table import (
    Content,
    Line,
    Table,
    Unread,
    column_name,
)
from services.review.domain.stages.recommendation.sheet import SheetRow
from shared.errors import FieldError
from shared.values import Bilingual

MOST_ROWS = 50_000

_WHOLE = re.compile(r"[0-9０-９]{1,10}([.．][0０]+)?")
_A_RANK = Bilingual(zh="从 1 起的整数", en="a whole number from 1")
_A_NUMBER = Bilingual(zh="申报编号", en="the application's number")


@dataclass(slots=True)
class Ranked:
    """What was read of a table, row by row."""

    rows: list[SheetRow] = field(default_factory=list)
    without_rank: int = 0
    passed_over: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)
    above: Above = field(default_factory=Above)
    titles: set[str] = field(default_factory=set)
    has_columns: bool = False
    hides_ranks: bool = False

    @property
    def is_filled_in(self) -> bool:
        """Whether anybody tried to rank something."""
        return bool(self.rows or self.errors)


def read_ranks(table: Table) -> Ranked:
    """Reads the table to its end. Raises NotASheet for more than MOST_ROWS rows."""
    found = Ranked()
    columns = _titles(table, found)
    if columns is None:
        return found
    found.has_columns = True
    found.hides_ranks = any(a <= columns.rank <= b for a, b in table.hidden_columns)
    without_rank: list[int] = []
    for count, line in enumerate(table.lines, 1):
        if count > MOST_ROWS:
            raise too_many_rows(MOST_ROWS)
        rank, number = line.cells.get(columns.rank), line.cells.get(columns.number)
        if _names_none(line, columns, found.above):
            found.passed_over.append(line.row)
        elif rank is None:
            without_rank.append(line.row)
        else:
            _take(found, line.row, columns, rank, number)
            if line.hidden:
                found.errors.append(_hidden(line.row, columns.rank))
            continue
        if line.hidden:
            found.hidden_rows.append(line.row)
    sharing = list(_sharing_a_rank(without_rank, table, columns))
    found.errors += [_merged(row, columns.rank) for row in sharing]
    found.without_rank = len(without_rank) - len(sharing)
    return found


def _titles(table: Table, found: Ranked) -> Columns | None:
    for seen, line in enumerate(table.lines, 1):
        columns = columns_of(line, table.name)
        if columns is not None:
            return columns
        found.titles |= titles_in(line)
        if seen >= WITHIN:
            return None
    return None


def _take(found: Ranked, row: int, columns: Columns, rank: Content, number: Content | None) -> None:
    whole = _whole(rank)
    faults = []
    if whole is None:
        faults.append(_no_rank(row, columns.rank, rank))
    if not isinstance(number, str):
        faults.append(_no_number(row, columns.number, number))
    found.errors += faults
    if whole is not None:
        found.above.add(whole)
    if whole is not None and isinstance(number, str):
        found.rows.append(SheetRow(rank=whole, number=number))


def _whole(rank: Content) -> int | None:
    if isinstance(rank, Unread) or _WHOLE.fullmatch(rank) is None:
        return None
    whole = int(re.split("[.．]", rank)[0])
    return whole if 1 <= whole <= MOST else None


def _names_none(line: Line, columns: Columns, above: Above) -> bool:
    """Whether it is about no application: titles again, a total, a note.

    A row that has a rank is not, unless it can't be anything else: it would be lost unsaid.
    """
    rank, number = line.cells.get(columns.rank), line.cells.get(columns.number)
    if rank is None:
        return number is None or is_about_all(number)
    if titles_in(_only(line, columns)) == {RANK, NUMBER}:
        return True
    if is_foot(rank, number):
        return True
    if number is not None:
        return False
    before = [line.cells[column] for column in sorted(line.cells) if column < columns.rank]
    if any(map(is_label, before)) and not may_be_rank(rank):
        return True
    return is_total(line.cells, columns.rank, above)


def _only(line: Line, columns: Columns) -> Line:
    kept = (columns.rank, columns.number)
    return Line(line.row, {column: line.cells[column] for column in kept if column in line.cells})


def _sharing_a_rank(rows: Iterable[int], table: Table, columns: Columns) -> Iterator[int]:
    """Those of the rows whose rank is merged with that of a row above."""
    ordered, seen = sorted(rows), 0
    for merged in sorted(table.merged, key=lambda each: each.first_row):
        if merged.first_column <= columns.rank <= merged.last_column:
            after, last = max(merged.first_row, seen), merged.last_row
            yield from ordered[bisect_right(ordered, after) : bisect_right(ordered, last)]
            seen = max(seen, last)


def _no_rank(row: int, column: int, rank: Content) -> FieldError:
    at = column_name(column)
    if isinstance(rank, Unread):
        return _unread(row, column, RANK, rank, _A_RANK)
    return FieldError(
        f"row {row}",
        f"column {at} ({RANK}) has {rank!r:.40}; expected a whole number from 1. Leave it empty "
        "to leave the application out; take a row that is none out",
        f"{at} 列（{RANK}）为“{rank:.40}”，须为从 1 起的整数。"
        "不推荐的申报请将排名留空；不是申报的行请删去",
    )


def _no_number(row: int, column: int, number: Unread | None) -> FieldError:
    at = column_name(column)
    if number is not None:
        return _unread(row, column, NUMBER, number, _A_NUMBER)
    return FieldError(
        f"row {row}",
        f"column {at} ({NUMBER}) is empty beside a rank; expected the application's number, such "
        "as GHPJ-2019-000042. Copy it from the sheet that was downloaded; take out a row that is "
        "no application, such as a total",
        f"{at} 列（{NUMBER}）为空，但该行有排名；须为申报编号，如 GHPJ-2019-000042。"
        "请从下载的汇总表复制；合计等不是申报的行请删去",
    )


def _unread(row: int, column: int, title: str, unread: Unread, expected: Bilingual) -> FieldError:
    at = column_name(column)
    return FieldError(
        f"row {row}",
        f"column {at} ({title}) has {unread.found.en}; expected {expected.en}. {unread.instead.en}",
        f"{at} 列（{title}）为{unread.found.zh}；须为{expected.zh}。{unread.instead.zh}",
    )


def _hidden(row: int, column: int) -> FieldError:
    at = column_name(column)
    return FieldError(
        f"row {row}",
        f"is hidden, but has a rank in column {at} ({RANK}). Clear the filter or unhide the row, "
        "look at it and send the file again; empty its rank to leave the application out",
        f"该行已被隐藏或筛选掉，但 {at} 列（{RANK}）填有排名。请清除筛选或取消隐藏，核对后再发送；"
        "不推荐的申报请将排名留空",
    )


def _merged(row: int, column: int) -> FieldError:
    at = column_name(column)
    return FieldError(
        f"row {row}",
        f"column {at} ({RANK}) is merged with the row above; expected a rank of its own. Take the "
        "merging back and fill in each rank",
        f"{at} 列（{RANK}）与上一行合并；每行须有自己的排名。请取消合并单元格，逐行填写排名",
    )
