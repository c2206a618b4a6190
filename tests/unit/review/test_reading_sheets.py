"""Summary sheets as offices send them: every row is taken, counted, or named in the refusal."""

import tracemalloc
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.api.stages.recommendation.reading import parts, ranks, strings
from services.review.api.stages.recommendation.reading.read import ReadSheet, read_sheet
from services.review.api.stages.recommendation.reading.refusals import NotASheet
from services.review.domain.stages.recommendation.sheet import SheetRow, as_numbered
from shared import zip_directory
from tests.unit.intake.files import ofd, said_to_be
from tests.unit.review.sheet_files import (
    MAIN,
    STRICT_MAIN,
    TITLES,
    book,
    cells,
    filled_in,
    formula,
    number,
    of_kind,
    packed,
    sheet_xml,
    text,
)

HEAD = cells(*TITLES)
THREE = {
    1: HEAD,
    2: cells(1, "GHPJ-2019-000001", "甲"),
    3: cells(2, "GHPJ-2019-000002", "乙"),
    4: cells(3, "GHPJ-2019-000003", "丙"),
}
RANKED = [SheetRow(rank=n, number=f"GHPJ-2019-00000{n}") for n in (1, 2, 3)]
TAKEN = ReadSheet(RANKED)


def refusal(content: bytes) -> NotASheet:
    with pytest.raises(NotASheet) as refused:
        read_sheet(content)
    assert refused.value.zh
    assert all(error.zh for error in refused.value.errors)
    return refused.value


def named(content: bytes) -> list[str]:
    return [error.field for error in refusal(content).errors]


@pytest.mark.parametrize("claimed", [None, "A1", "A1:A1", "A1:E3", "A1:A4", "B2:XFD1048576"])
def test_every_row_is_read_whatever_the_sheet_claims_of_its_size(claimed: str | None) -> None:
    assert read_sheet(book({"汇总表": sheet_xml(THREE, dimension=claimed)})) == TAKEN


def test_attributes_without_a_value_are_as_good_as_none() -> None:
    sheet = sheet_xml(THREE).replace('r="A3"', 'r="A3" t=""').replace(' s="0"', ' s=""')
    assert read_sheet(book({"汇总表": sheet})) == TAKEN


@pytest.mark.parametrize("references", [True, False])
@pytest.mark.parametrize("strict", [True, False])
def test_every_way_of_writing_a_workbook_is_read(strict: bool, references: bool) -> None:
    main = STRICT_MAIN if strict else MAIN
    sheet = sheet_xml(THREE, main=main, references=references)
    assert read_sheet(book({"汇总表": sheet}, strict=strict)) == TAKEN


def test_a_formula_is_taken_by_its_result_and_refused_by_row_without_one() -> None:
    calculated = {**THREE, 3: [formula("2"), *cells("GHPJ-2019-000002")]}
    assert read_sheet(book({"汇总表": sheet_xml(calculated)})) == TAKEN
    lacking = {row: [formula(), *cells(f"GHPJ-2019-00000{row}")] for row in (2, 3)} | {
        4: [' t="n"><f>A3+1</f><v></v></c>', *cells("GHPJ-2019-000004")]
    }
    refused = refusal(book({"汇总表": sheet_xml({1: HEAD, **lacking})}))
    assert [error.field for error in refused.errors] == ["row 2", "row 3", "row 4"]
    assert all("column A" in error.message for error in refused.errors)
    assert "formula whose result is not in the file" in refused.errors[0].message


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    rows = {**THREE, 5: [formula("", "str"), *cells("GHPJ-2019-000005")]}
    assert read_sheet(book({"汇总表": sheet_xml(rows)})) == ReadSheet(RANKED, without_rank=1)


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (of_kind("e", "#N/A"), "#N/A"),
        (of_kind("b", "1"), "TRUE"),
        (of_kind("d", "2019-08-30T00:00:00"), "a date"),
        (number(43466, style=1), "a date"),
        (number(1, style=2), "a date"),
        (number(1, style=3), "a date"),
        (number(1.5), "'1.5'"),
        (number(0), "'0'"),
        (number(-1), "'-1'"),
        (number("1e300"), "'1"),
        (number("INF"), "'INF'"),
        (text("_xD83D_"), "'\ufffd'"),
        (text("9" * 5000), "'999"),
        (text("不推荐"), "'不推荐'"),
        (text("=A2+1"), "'=A2+1'"),
        (text("٣"), "'٣'"),
        (text("1²"), "'1²'"),
    ],
)
def test_a_cell_that_is_no_rank_is_refused_by_row_and_column(cell: str, says: str) -> None:
    refused = refusal(book({"汇总表": sheet_xml({**THREE, 3: [cell, *cells("GHPJ-2019-000002")]})}))
    (error,) = refused.errors
    assert error.field == "row 3"
    assert says in error.message
    assert "expected a whole number from 1" in error.message
    assert len(error.message) < 250


def test_a_rank_without_a_readable_number_is_refused_by_row() -> None:
    rows = {**THREE, 3: cells(2, None, "乙"), 4: [*cells(3), of_kind("e", "#REF!")]}
    refused = refusal(book({"汇总表": sheet_xml(rows)}))
    assert [error.field for error in refused.errors] == ["row 3", "row 4"]
    assert all("column B" in error.message for error in refused.errors)


def test_ranks_that_share_one_merged_cell_are_refused_by_row() -> None:
    rows = {**THREE, 3: cells(None, "GHPJ-2019-000002"), 4: cells(None, "GHPJ-2019-000003")}
    merged = '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    assert named(book({"汇总表": sheet_xml(rows, behind=merged)})) == ["row 3"]


@pytest.mark.parametrize(
    "typed",
    [
        "１",
        "1",
        "01",
        "1.0",
        " 1 ",
        "\u00a01\u00a0",
        "\u200b1\ufeff",
        "\u30001",
        1,
        1.0,
        0.9999999999999999,
    ],
)
def test_a_rank_is_read_as_one_sees_it(typed: str | float) -> None:
    assert read_sheet(filled_in((typed, "GHPJ-2019-000001"))) == ReadSheet(RANKED[:1])


@pytest.mark.parametrize(
    "typed",
    [
        "ＧＨＰＪ－２０１９－０００００１",
        "GHPJ–2019—000001",
        " GHPJ-2019- 000001\u00a0",
        "GHPJ-2019\u200b-000001\ufeff",
    ],
)
def test_a_number_is_read_as_one_sees_it(typed: str) -> None:
    [row] = read_sheet(filled_in((1, typed))).rows
    assert as_numbered(row.number) == "GHPJ-2019-000001"


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\u00a0", "\u200b", None])
def test_a_cell_of_nothing_one_sees_is_empty(blank: str | None) -> None:
    sheet = filled_in((1, "GHPJ-2019-000001"), (blank, "GHPJ-2019-000002"), (blank, blank))
    assert read_sheet(sheet) == ReadSheet(RANKED[:1], without_rank=1)


def test_shared_strings_are_read_without_the_readings_above_them() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>GHPJ-2019</t></r><r><t>-000001</t></r>'
        "<rPh><t>ジー</t></rPh></si></sst>"
    )
    rows = {1: HEAD, 2: [*cells(1), of_kind("s", "0")]}
    sheet = book({"汇总表": sheet_xml(rows)}, more={"xl/strings.xml": strings})
    assert read_sheet(sheet) == ReadSheet(RANKED[:1])


def test_a_title_above_the_columns_and_other_columns_beside_them_do_not_matter() -> None:
    above: list[Any] = [
        ("江门市高新技术产品推荐汇总表",),
        ("序号", "排名（必填）", "名称", "申报编号"),
    ]
    sheet = filled_in((7, 1, "甲", "GHPJ-2019-000001"), above=above)
    assert read_sheet(sheet) == ReadSheet(RANKED[:1])


@pytest.mark.parametrize(
    ("rank", "name"),
    [
        ("排名/Rank", "申报编号／Number"),
        ("排名\nRank", "申报编号 *"),
        ("Rank", "Application number"),
        ("推荐排名（必填）", "申报编号【勿改】"),
        ("排 名：", "编号"),
    ],
)
def test_a_title_is_known_however_it_is_set(rank: str, name: str) -> None:
    sheet = filled_in(("甲", "GHPJ-2019-000001", 1), above=[("名称", name, rank)])
    assert read_sheet(sheet) == ReadSheet(RANKED[:1])


def test_totals_and_notes_below_the_table_are_passed_over_and_counted() -> None:
    below: list[Any] = [
        ("合计", None, 3),
        ("合计：3 项",),
        ("填表人：张三",),
        (None, None, "（盖章）"),
    ]
    sheet = filled_in((1, "GHPJ-2019-000001"), TITLES, *below)
    assert read_sheet(sheet) == ReadSheet(RANKED[:1], passed_over=[3, 4, 5, 6, 7])


def test_a_cover_or_a_hidden_sheet_before_it_does_not_matter() -> None:
    cover, summary = sheet_xml({1: cells("封面")}), sheet_xml(THREE)
    assert read_sheet(book({"封面": cover, "汇总表": summary})) == TAKEN
    old = sheet_xml({1: HEAD, 2: cells(9, "GHPJ-2018-000009")})
    assert read_sheet(book({"旧": old, "汇总表": summary}, hidden=["旧"])) == TAKEN


def test_ranks_that_one_does_not_see_or_that_stand_on_two_sheets_are_refused() -> None:
    summary, empty = sheet_xml(THREE), sheet_xml({1: HEAD, 2: cells(None, "GHPJ-2019-000001")})
    assert named(book({"甲": summary, "乙": summary})) == ["sheet 甲", "sheet 乙"]
    assert read_sheet(book({"甲": empty, "乙": summary})) == TAKEN
    assert named(book({"甲": summary}, hidden=["甲"])) == ["sheet 甲"]
    assert named(book({"甲": empty})) == ["rows"]


def test_a_workbook_without_the_columns_is_refused_by_their_names() -> None:
    assert named(filled_in((1, "x"), above=[("序号", "名称")])) == [
        "column 排名 Rank",
        "column 申报编号 Number",
    ]
    assert named(filled_in((1, "x"), above=[("排名", "名称")])) == ["column 申报编号 Number"]
    assert named(filled_in((1, 1, "x"), above=[("排名", "排名", "申报编号")])) == ["row 1"]


def test_formats_far_below_the_last_row_do_not_matter() -> None:
    formatted = {row: [' s="1"/>', ' s="1"/>'] for row in range(5, ranks.MOST_ROWS + 1000)}
    assert read_sheet(book({"汇总表": sheet_xml(THREE | formatted)})) == TAKEN
    far = {**THREE, 1_048_576: [' s="1"/>']}
    assert read_sheet(book({"汇总表": sheet_xml(far)})) == TAKEN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_that_was_saved_as_text_is_read(encoding: str, delimiter: str) -> None:
    rows: list[tuple[object, ...]] = [TITLES, *((r.rank, r.number, "甲") for r in RANKED)]
    lines = "\r\n".join(delimiter.join(map(str, row)) for row in rows)
    assert read_sheet(lines.encode(encoding)) == TAKEN


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (OLE + "Workbook".encode("utf-16-le"), ".xls、.et"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc、.wps"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (packed({"xl/workbook.bin": b"x"}), ".xlsb"),
        (packed({"META-INF/manifest.xml": b"x", "content.xml": b"x"}), "OpenDocument"),
        (packed({"word/document.xml": b"x"}), "Word 文档"),
        (packed({"OFD.xml": b"x"}), "OFD"),
        (packed({"readme.txt": b"x"}), "ZIP 压缩包"),
        (b"\xef\xbb\xbf<html><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "2003"),
        (b"%PDF-1.7\n", "PDF"),
        (b"not a workbook", "排名"),
        (b"FORM,1\n2,3\n", "排名"),
        (b"", "不是 XLSX"),
        (b'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nPK', "表单"),
        (bytes(range(256)), "不是 XLSX"),
        ("Prêmio;número\r\n1;ação".encode("latin-1"), "排名"),
        (b"PK\x03\x04", "已损坏"),
    ],
)
def test_what_is_no_sheet_is_called_by_its_name(content: bytes, name: str) -> None:
    assert name in str(refusal(content).zh)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (ofd(), "not an XLSX workbook but an OFD document. Download the sheet, fill in the ranks"),
        (b"%PDF-1.7\n", "but a PDF document. Download the sheet"),
        (OLE + "WordDocument".encode("utf-16-le"), ".wps). Download the sheet"),
        (OLE + "Workbook".encode("utf-16-le"), ".et). Open it in WPS Spreadsheets or Excel"),
        (packed({"xl/workbook.bin": b"x"}), "(.xlsb). Open it in WPS Spreadsheets or Excel"),
    ],
)
def test_what_is_no_sheet_is_refused_with_what_to_send(content: bytes, says: str) -> None:
    assert says in refusal(content).detail


GOOD = {
    "xl/worksheets/s1.xml": b"<broken",
    "xl/workbook.xml": b"<workbook><broken",
    "xl/_rels/workbook.xml.rels": b"",
    "xl/strings.xml": b"<broken",
}


@pytest.mark.parametrize("part", GOOD)
def test_a_damaged_workbook_is_refused_as_such(part: str) -> None:
    content = book({"汇总表": sheet_xml(THREE)}, more={part: GOOD[part]})
    assert "damaged" in refusal(content).detail


def test_a_workbook_that_defines_entities_is_not_read() -> None:
    sheet = '<!DOCTYPE x [<!ENTITY a "1">]>' + sheet_xml(THREE)
    assert "damaged" in refusal(book({"汇总表": sheet})).detail


@pytest.mark.parametrize("behind", ["<x/>" * 20_001, " " * 1_000_000], ids=["tags", "bytes"])
def test_a_small_file_that_holds_far_more_than_a_sheet_is_not_unpacked(
    behind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_TAGS", 20_000)
    monkeypatch.setattr(parts, "MOST_UNPACKED", 1_000_000)
    content = book({"汇总表": sheet_xml(THREE, behind=behind)})
    assert len(content) < 10_000
    assert "unpacks to far more" in refusal(content).detail


def test_no_more_is_unpacked_of_a_part_than_its_directory_says() -> None:
    sheet = sheet_xml(THREE, behind=" " * 50_000_000)
    content = said_to_be(2000, book({"汇总表": sheet}))
    tracemalloc.start()
    try:
        assert "damaged" in refusal(content).detail
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_parts_are_counted_before_they_become_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_directory, "DIRECTORY_AT_MOST", 1_000)
    content = book({"汇总表": sheet_xml(THREE)})
    assert read_sheet(content) == TAKEN
    many = {f"xl/media/{n}.png": b"" for n in range(50)}
    refused = refusal(book({"汇总表": sheet_xml(THREE)}, more=many))
    assert "far more parts than a summary sheet. Download the sheet" in refused.detail


def test_cells_are_counted_by_their_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_TAGS", 1_000)
    wide = sheet_xml(THREE).replace("</row>", "<c><v>1</v></c>" * 300 + "</row>", 1)
    assert "unpacks to far more" in refusal(book({"汇总表": wide})).detail


def test_how_deep_elements_stand_in_one_another_does_not_matter() -> None:
    deep = "<d>" * 20_000 + "</d>" * 20_000
    content = book({"汇总表": sheet_xml(THREE, behind=deep)})
    assert read_sheet(content) == TAKEN
    more = {"xl/styles.xml": f"<styleSheet>{deep}</styleSheet>"}
    assert read_sheet(book({"汇总表": sheet_xml(THREE)}, more=more)) == TAKEN


def test_a_shared_text_is_kept_no_further_than_a_cell_can_be_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strings, "LONGEST_TEXT", 10)
    pieces = [b"<sst><si><t>", *[b"x" * 100_000] * 10, b"</t></si></sst>"]
    [kept] = strings.shared_strings(pieces)
    assert len(kept) < 200_000


def test_no_more_rows_are_read_than_can_be_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranks, "MOST_ROWS", 20)
    lines = "".join(f"<row>{'<c><v>1</v></c>' * 2}</row>" for _ in range(21))
    head = sheet_xml({1: HEAD}).removesuffix("</sheetData></worksheet>")
    refused = refusal(book({"汇总表": f"{head}{lines}<broken"}))
    assert "more than 20 rows" in refused.detail


def test_pictures_beside_the_sheet_do_not_count() -> None:
    picture = {"xl/media/image1.bmp": bytes(parts.MOST_UNPACKED + 1)}
    assert read_sheet(book({"汇总表": sheet_xml(THREE)}, more=picture)) == TAKEN


def test_the_parts_may_be_named_as_older_writers_do() -> None:
    with ZipFile(BytesIO(book({"汇总表": sheet_xml(THREE)}))) as archive:
        renamed = {
            name.replace("/", "\\").upper(): archive.read(name) for name in archive.namelist()
        }
    assert read_sheet(packed(renamed)) == TAKEN


RANKS = {
    "blank": ["", ' s="1"/>', text(" "), text("\u200b"), formula("", "str")],
    "good": [number(1), text("０２"), formula("3"), text("4.0"), number("5.0")],
    "bad": [
        text("first"),
        formula(),
        of_kind("e", "#DIV/0!"),
        of_kind("b", "0"),
        number(1.5),
        number(43466, style=1),
        of_kind("str", "x"),
    ],
}
NUMBERS = {
    "blank": ["", ' s="1"/>', text("\u00a0")],
    "good": [text("GHPJ-2019-000001"), formula("GHPJ-2019-000002", "str"), number(7)],
    "bad": [formula(), of_kind("e", "#REF!"), of_kind("b", "1")],
}
KINDS = list(product(RANKS, NUMBERS, ("", text("甲"))))


@given(
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=30),
    st.randoms(use_true_random=False),
    st.sampled_from([None, "A1", "A1:C2", "A1:A9", "C3:D4"]),
    st.booleans(),
)
def test_no_row_that_is_not_empty_vanishes(
    kinds: list[tuple[str, str, str]], random: Any, claimed: str | None, strict: bool
) -> None:
    """Each is taken, counted as without a rank or about no application, or named as wrong."""
    rows: dict[int, list[str]] = {}
    row = 1
    taken, counted, over, wrong = [], 0, [], []
    for rank, name, beside in kinds:
        row += random.randint(1, 3)
        rows[row] = [random.choice(RANKS[rank]), random.choice(NUMBERS[name]), beside]
        if rank == "blank":
            counted += name != "blank"
            over += [row] if name == "blank" and beside else []
        elif rank == "good" and name == "good":
            taken.append(row)
        else:
            wrong.append(row)
    sheet = sheet_xml({1: HEAD, **rows}, dimension=claimed, main=STRICT_MAIN if strict else MAIN)
    content = book({"汇总表": sheet}, strict=strict)
    if wrong:
        assert list(dict.fromkeys(named(content))) == [f"row {row}" for row in wrong]
    elif not taken:
        assert named(content) == ["rows"]
    else:
        read = read_sheet(content)
        assert (len(read.rows), read.without_rank) == (len(taken), counted)
        assert read.passed_over == over
