"""Reads a summary sheet from whatever file it came in, told by its content."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TypeVar

from services.review.api.stages.recommendation.reading.columns import RANK, missing
from services.review.api.stages.recommendation.reading.comma_separated import comma_separated
from services.review.api.stages.recommendation.reading.parts import DAMAGED, Parts
from services.review.api.stages.recommendation.reading.ranks import Ranked, read_ranks
from services.review.api.stages.recommendation.reading.refusals import (
    another_kind,
    as_form,
    columns_missing,
    damaged,
    no_ranks,
    of_no_kind,
    only_hidden,
    ranks_hidden,
    several_sheets,
    too_many_parts,
    unread_rows,
    with_password,
)
from services.review.api.stages.recommendation.reading.table import Table
from services.review.api.stages.recommendation.reading.workbook_file import tables, workbook_part
from services.review.domain.stages.recommendation.sheet import SheetRow
from shared.kind_of_file import (
    OLE,
    ZIP,
    is_encrypted_office,
    name_of_bytes,
    name_of_zip,
)
from shared.zip_directory import DIRECTORY_AT_MOST, TooManyParts, opened_zip

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """The ranked rows, and what else the file has: nothing of it is left out unsaid."""

    rows: list[SheetRow]
    without_rank: int = 0
    passed_over: list[int] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)


def read_sheet(content: bytes) -> ReadSheet:
    """The ranked rows of the one sheet that has them.

    Raises NotASheet for a file that is none, and for rows that can't be read, all at once.
    """
    return with_tables(content, _read)


def with_tables(content: bytes, read: Callable[[Iterable[Table]], T]) -> T:
    """What `read` makes of the sheets of a file; raises NotASheet for a file that is none."""
    packed = content.startswith(ZIP)
    try:
        return _workbook(content, read) if packed else read([_text(content)])
    except TooManyParts as error:
        raise too_many_parts(DIRECTORY_AT_MOST) from error
    except (*DAMAGED, csv.Error) as error:
        raise (damaged() if packed else of_no_kind()) from error


def _workbook(content: bytes, read: Callable[[Iterable[Table]], T]) -> T:
    with opened_zip(BytesIO(content)) as archive:
        parts = Parts(archive)
        workbook = workbook_part(parts)
        if workbook is None:
            raise another_kind(name_of_zip(archive))
        return read(tables(parts, workbook))


def _text(content: bytes) -> Table:
    if content.startswith(OLE) and is_encrypted_office(content):
        raise with_password()
    if content.startswith(b"--") and b"form-data" in content[:500]:
        raise as_form()
    name = name_of_bytes(content, lambda: content)
    if name is not None:
        raise another_kind(name)
    table = comma_separated(content)
    if table is None:
        raise of_no_kind()
    return table


def _read(found: Iterable[Table]) -> ReadSheet:
    read = [(table, read_ranks(table)) for table in found]
    with_columns = [(table, ranked) for table, ranked in read if ranked.has_columns]
    if not with_columns:
        raise columns_missing(
            [error for table, ranked in read for error in missing(table.name, ranked.titles)]
        )
    return _the_one(with_columns)


def _the_one(tables: list[tuple[Table, Ranked]]) -> ReadSheet:
    """The table with ranks that one sees."""
    seen = [(table, ranked) for table, ranked in tables if not table.hidden]
    filled_in = [(table, ranked) for table, ranked in seen if ranked.is_filled_in]
    if len(filled_in) > 1:
        raise several_sheets([table.name for table, _ in filled_in])
    if not filled_in:
        hidden = [table.name for table, ranked in tables if ranked.is_filled_in]
        raise only_hidden(hidden[0]) if hidden else no_ranks((seen or tables)[0][0].name)
    [(table, ranked)] = filled_in
    rows = sorted(ranked.errors, key=lambda error: int(error.field.split()[1]))
    if ranked.hides_ranks:
        raise ranks_hidden(table.name, RANK, rows)
    if rows:
        raise unread_rows(rows)
    return ReadSheet(ranked.rows, ranked.without_rank, ranked.passed_over, ranked.hidden_rows)
