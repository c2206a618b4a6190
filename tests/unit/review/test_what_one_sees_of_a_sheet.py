"""Ranks that one does not see or nobody has, and titles and texts as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.domain.stages.recommendation.sheet import unused_ranks
from tests.unit.review.sheet_files import TITLES, book, cells, filled_in, sheet_xml
from tests.unit.review.test_reading_sheets import RANKED, THREE, named, refusal


def hiding(row: int, how: str, rows: dict[int, list[str]]) -> bytes:
    xml = sheet_xml(rows)
    assert f'<row r="{row}">' in xml
    return book({"汇总表": xml.replace(f'<row r="{row}">', f'<row r="{row}" {how}>')})


@pytest.mark.parametrize(
    "how", ['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'ht="0.0"']
)
def test_a_hidden_row_with_a_rank_is_refused(how: str) -> None:
    content = hiding(3, how, THREE)
    assert named(content) == ["row 3"]
    [error] = refusal(content).errors
    assert "is hidden, but has a rank in column A" in error.message


@pytest.mark.parametrize("how", ['hidden="0"', 'hidden="false"', 'ht="15.75"', 'ht="10"', 'ht=""'])
def test_a_row_that_one_sees_is_taken(how: str) -> None:
    assert read_sheet(hiding(3, how, THREE)) == ReadSheet(RANKED)


def with_columns(columns: str, rows: dict[int, list[str]]) -> bytes:
    xml = sheet_xml(rows)
    assert "<sheetData>" in xml
    return book({"汇总表": xml.replace("<sheetData>", f"<cols>{columns}</cols><sheetData>")})


@pytest.mark.parametrize(
    "column",
    [
        '<col min="1" max="1" width="9" hidden="1"/>',
        '<col min="1" max="3" hidden="true"/>',
        '<col min="1" max="1" width="0" customWidth="1"/>',
    ],
)
def test_ranks_in_a_hidden_column_are_refused_beside_what_else_is_wrong(column: str) -> None:
    content = with_columns(column, THREE)
    assert named(content) == ["column 排名 Rank"]
    assert "is hidden. Unhide it" in refusal(content).detail
    assert "排名列已被隐藏" in (refusal(content).zh or "")
    rows = {**THREE, 3: cells("first", "GHPJ-2019-000002", "乙")}
    assert named(with_columns(column, rows)) == ["column 排名 Rank", "row 3"]


@pytest.mark.parametrize(
    "column",
    ['<col min="1" max="1" width="9" hidden="0"/>', '<col min="3" max="16384" hidden="1"/>'],
)
def test_a_hidden_column_without_ranks_does_no_harm(column: str) -> None:
    assert read_sheet(with_columns(column, THREE)) == ReadSheet(RANKED)


def test_hidden_rows_without_a_rank_are_named_in_the_answer() -> None:
    rows = {**THREE, 5: ["", *THREE[4][1:]], 6: ["", "", *THREE[4][2:]]}
    xml = sheet_xml(rows)
    for row in (5, 6):
        xml = xml.replace(f'<row r="{row}">', f'<row r="{row}" hidden="1">')
    read = ReadSheet(RANKED, without_rank=1, passed_over=[6], hidden_rows=[5, 6])
    assert read_sheet(book({"汇总表": xml})) == read


@pytest.mark.parametrize(
    ("ranks", "unused"),
    [
        ([1, 2, 3], []),
        ([3, 1, 2], []),
        ([1, 2, 4], ["3"]),
        ([2], ["1"]),
        ([5, 9], ["1-4", "6-8"]),
        ([1, 1, 3], ["2"]),
        ([], []),
    ],
)
def test_ranks_that_nobody_has_are_told(ranks: list[int], unused: list[str]) -> None:
    assert unused_ranks(ranks) == unused


@given(st.sets(st.integers(1, 60)))
def test_every_rank_up_to_the_last_is_used_or_told(ranks: set[int]) -> None:
    told = set()
    for each in unused_ranks(ranks):
        first, _, last = each.partition("-")
        told |= set(range(int(first), int(last or first) + 1))
    assert told == set(range(1, max(ranks, default=0) + 1)) - ranks


@pytest.mark.parametrize(
    "title",
    ["推荐顺序", "推荐次序", "推荐顺序（必填）", "推荐 次序：", "推荐序号", "推荐位次", "位次"],
)
def test_a_rank_is_known_by_its_usual_titles(title: str) -> None:
    sheet = filled_in(("9", 1, "GHPJ-2019-000001"), above=[("序号", title, "申报编号")])
    assert read_sheet(sheet) == ReadSheet(RANKED[:1])


@pytest.mark.parametrize(
    ("rank", "number"),
    [
        ("1", '="GHPJ-2019-000001"'),
        ('="1"', '"=""GHPJ-2019-000001"""'),
        ("1", ' ="GHPJ-2019-000001" '),
        ('"=""1"""', '=" GHPJ-2019-000001\u200b"'),
    ],
)
def test_the_guard_around_a_text_is_no_part_of_it(rank: str, number: str) -> None:
    content = f"{','.join(TITLES)}\r\n{rank},{number},甲\r\n"
    assert read_sheet(content.encode()) == ReadSheet(RANKED[:1])


def test_a_formula_that_is_more_than_a_guard_is_left_as_it_is() -> None:
    content = f'{",".join(TITLES)}\r\n1,"=""GHPJ""&A1",甲\r\n'
    [row] = read_sheet(content.encode()).rows
    assert row.number == '="GHPJ"&A1'
