"""Rows with a rank, rows without one, and the foot of a table: none is lost unsaid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.api.stages.recommendation.reading import ranks
from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.api.stages.recommendation.reading.table import Line, Table
from tests.unit.review.sheet_files import book, cells, filled_in, formula, sheet_xml
from tests.unit.review.test_reading_sheets import RANKED, named, refusal

ABOVE = [("名称", "产品", "排名", "申报编号")]
BOTH = [("甲", "一", 1, "GHPJ-2019-000001"), ("乙", "二", 2, "GHPJ-2019-000002")]
NAMES = [
    *("注射用头孢二", "注塑机", "Total (China) Ltd", "Total", "Sum Tech", "Sum", "总数控机床"),
    *("合计", "说明书印刷机", "电话机", "日期喷码机", "联系人科技", "审核云", "单位换算仪"),
    *("负责任公司", "备件", "小计科技", "日期", "单位", "制表机", "Subtotal Inc"),
]


@pytest.mark.parametrize("rank", [3, "3", "３", 3.0, "第三", "三", "1.5", formula(), "并列3"])
@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_has_a_rank_is_never_passed_over(name: str, rank: str | float) -> None:
    is_cell = isinstance(rank, str) and rank.startswith(" ")
    filled = [str(rank)] if is_cell else cells(rank)
    for before in ([name, "盐"], ["盐", name], [name, None]):
        rows = {1: cells(*ABOVE[0]), 2: cells(*BOTH[0]), 3: cells(*BOTH[1])}
        assert "row 4" in named(book({"汇总表": sheet_xml({**rows, 4: cells(*before) + filled})}))


@pytest.mark.parametrize(
    "total", ["合计", "合 计：", "总计", "Total", "Grand total:", "合计（项）"]
)
@pytest.mark.parametrize("found", [2, "2", "2 项"])
def test_a_total_that_can_be_nothing_else_is_passed_over(total: str, found: str | int) -> None:
    sheet = filled_in(*BOTH, (total, None, found), above=ABOVE)
    assert read_sheet(sheet) == ReadSheet(RANKED[:2], passed_over=[4])


@pytest.mark.parametrize(
    "row",
    [
        ("合计", None, 3),  # what they add up to, but also the rank that comes next
        ("合计", None, 7),
        ("合计", "注射用头孢", 2),
        ("合计", None, "GHPJ-2019-000003"),
        ("填表人：", None, 3),
        ("联系电话：", None, 12),
        ("填表日期：", None, "三"),
    ],
)
def test_a_total_that_may_be_an_application_is_refused_by_row(row: tuple[str | int, ...]) -> None:
    refused = refusal(filled_in(*BOTH, row, above=ABOVE))
    assert {error.field for error in refused.errors} == {"row 4"}
    assert any("such as a total" in error.message for error in refused.errors)


@pytest.mark.parametrize(
    "foot",
    [
        (None, None, "合计", 2),
        (None, None, "合计：2 项"),
        (None, None, "填表人：", "张三"),
        ("填表人：", None, "张三"),
        ("联系电话：", None, "0750-1234567"),
        ("填表日期：", None, "2019年8月30日"),
        ("注：以上按得分排列",),
        ("注射用头孢二", "一"),
    ],
)
def test_the_foot_of_a_table_is_passed_over(foot: tuple[str | int | None, ...]) -> None:
    sheet = filled_in(*BOTH, foot, above=ABOVE)
    assert read_sheet(sheet) == ReadSheet(RANKED[:2], passed_over=[4])


@pytest.mark.parametrize("rank", ["合计", "说明", "注射", "合计：", "备注：", "单位"])
def test_an_application_is_not_passed_over_for_what_stands_in_place_of_its_rank(rank: str) -> None:
    sheet = filled_in(*BOTH, ("丙", "三", rank, "GHPJ-2019-000003"), above=ABOVE)
    assert named(sheet) == ["row 4"]


@given(
    st.sampled_from(NAMES) | st.text(max_size=8),
    st.text(max_size=8),
    st.integers(3, 10**6),
    st.none() | st.just("GHPJ-2019-000003"),
)
def test_a_rank_below_others_is_taken_or_refused(
    name: str, product_: str, rank: int, number_: str | None
) -> None:
    table = Table(
        "汇总表",
        iter(
            Line(n, {column: str(value) for column, value in enumerate(row) if value})
            for n, row in enumerate((*ABOVE, *BOTH, (name, product_, rank, number_)), 1)
        ),
    )
    read = ranks.read_ranks(table)
    assert len(read.rows) == 3 or [error.field for error in read.errors] == ["row 4"]
