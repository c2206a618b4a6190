"""The summary sheet as it is written, and that it comes back as it went."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.api.stages.recommendation.routes import is_json
from services.review.api.stages.recommendation.workbook import (
    INCOMPLETE,
    MEDIA_TYPE,
    write_workbook,
)
from services.review.domain.stages.expiry import expire
from services.review.domain.stages.recommendation.sheet import SheetRow
from shared.values import Bilingual
from tests.unit.review.builders import CALENDAR, RECOMMENDED_AT, accepted, jiangmen, opened


def test_what_was_written_comes_back_with_the_ranks_that_were_filled_in() -> None:
    workbook = load_workbook(BytesIO(write_workbook([accepted("a1"), accepted("a2")], {})))
    workbook.worksheets[0]["A3"] = 1
    filled = BytesIO()
    workbook.save(filled)
    read = ReadSheet([SheetRow(rank=1, number="JM-a2")], without_rank=1)
    assert read_sheet(filled.getvalue()) == read


def test_a_case_that_counts_as_accepted_by_statute_and_is_incomplete_is_marked() -> None:
    step = expire(opened("a1", "M01"), jiangmen(), CALENDAR, at=RECOMMENDED_AT)
    assert step is not None
    assert step.case.accepted_incomplete
    content = write_workbook([step.case, accepted("a2")], {})
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [sheet[f"F{row}"].value for row in (1, 2, 3)] == ["备注 Remark", INCOMPLETE, None]


def test_a_name_that_looks_like_a_formula_stays_a_name() -> None:
    name = Bilingual(zh='=HYPERLINK("http://x")', en="x")
    content = write_workbook([accepted("a1", enterprise=name)], {})
    cell = load_workbook(BytesIO(content)).worksheets[0]["C2"]
    assert (cell.data_type, cell.value) == ("s", name.zh)


def test_a_district_is_written_by_its_name_in_both_languages() -> None:
    case = accepted("a1")
    names = {case.district: Bilingual(zh="蓬江区", en="Pengjiang")}
    content = write_workbook([case, accepted("a2").model_copy(update={"district": "new"})], names)
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert [sheet[f"E{row}"].value for row in (2, 3)] == ["蓬江区 Pengjiang", "new"]


TEXT = "排名,申报编号\r\n1,JM-a1\r\n"
JSON = b'{"sheet": "s1"}'


@pytest.mark.parametrize(
    ("content", "as_json"),
    [
        (JSON, True),
        (b"\xef\xbb\xbf\n" + JSON, True),
        (b'[{"rank": 1}]', True),
        (b"[]", True),
        (write_workbook([], {}), False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), False),
        (TEXT.encode(), False),
        (TEXT.encode("gb18030"), False),
        (TEXT.encode("utf-16"), False),
        (b"[2019]\r\n" + TEXT.encode(), False),
    ],
)
@pytest.mark.parametrize(
    "media_type",
    ["application/json", "Application/JSON; charset=utf-8", "text/csv", MEDIA_TYPE, "image/x", ""],
)
def test_a_sheet_is_told_by_its_content_whatever_its_media_type(
    content: bytes, as_json: bool, media_type: str
) -> None:
    assert is_json(media_type, content) == as_json


@pytest.mark.parametrize("content", [b"", b" ", b"null", b"12", b"sheet"])
def test_what_is_no_sheet_is_what_it_is_called(content: bytes) -> None:
    assert is_json("application/json", content)
    assert not is_json("text/csv", content)
