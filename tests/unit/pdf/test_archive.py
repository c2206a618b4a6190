"""What the archive asks of a PDF, and that the same document is the same bytes."""

import io
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent, LTContainer

from shared.errors import Rejected
from shared.isolated.call import IsolatedFault
from shared.pdf.document import Column, Details, Document, Heading, Language, Paragraph, Table
from shared.pdf.job import AT_MOST, job, texts
from shared.pdf.making import LIMITS, PdfMaker
from tests.unit.pdf.reading import by_pypdf, compact
from tests.unit.pdf.samples import AT, LANGUAGES, NAMES, minutes, rows

MARGIN = 25 * 72 / 25.4
A4 = (210 * 72 / 25.4, 297 * 72 / 25.4)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


async def test_the_same_document_at_the_same_instant_is_the_same_bytes() -> None:
    first, second = [await PdfMaker()(minutes(30), at=AT) for _ in range(2)]
    assert first == second


async def test_when_it_was_made_stands_in_it() -> None:
    later = await PdfMaker()(minutes(1), at=AT + timedelta(minutes=1))
    assert later != await PdfMaker()(minutes(1), at=AT)
    assert "江门市科学技术局·2026-11-2917:31" in compact(by_pypdf(later))
    pdf = opened(later)
    assert str(pdf.docinfo["/CreationDate"]) == "D:20261129093100Z"


async def test_it_can_be_made_at_any_instant() -> None:
    a_moment_later = await PdfMaker()(minutes(1), at=AT + timedelta(microseconds=654321))
    assert a_moment_later == await PdfMaker()(minutes(1), at=AT)


@pytest.mark.parametrize("languages", LANGUAGES)
async def test_it_says_that_it_is_pdf_a_2a_and_pdf_ua_1(languages: tuple[Language, ...]) -> None:
    pdf = opened(await PdfMaker()(minutes(2, languages), at=AT))
    with pdf.open_metadata() as about:
        assert about["pdfaid:part"] == "2"
        assert about["pdfaid:conformance"] == "A"
        assert about["pdfuaid:part"] == "1"
        assert minutes().reference in about["pdf:Keywords"]
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang).startswith(languages[0])
    assert pdf.Root.StructTreeRoot.K is not None


async def test_fonts_are_in_it_and_only_the_glyphs_it_needs() -> None:
    made = await PdfMaker()(minutes(2), at=AT)
    pdf = opened(made)
    fonts = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
    assert len(made) < 150_000


async def test_a_meeting_of_500_has_its_header_and_its_number_on_each_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(await PdfMaker()(minutes(500), at=AT))).pages
    texts = [compact(page.extract_text()) for page in pages]
    assert len(texts) > 20
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页，共{len(texts)}页" in text
    of_the_table = [text for text in texts if "申报单位" in text]
    assert len(of_the_table) >= len(texts) - 1
    whole = "".join(texts)
    for row in rows(500):
        assert compact(f"{row[0]}{row[1]}") in whole


@pytest.mark.parametrize("languages", LANGUAGES)
async def test_nothing_stands_outside_the_margins(languages: tuple[Language, ...]) -> None:
    narrow = Table(columns=(Column(header="a", width=9), Column(header="b")), rows=(NAMES[3:5],))
    more = (Paragraph("W" * 300), narrow, Details((("x", "y" * 200),)))
    for layout in extract_pages(io.BytesIO(await PdfMaker()(minutes(7, languages, *more), at=AT))):
        assert (layout.width, layout.height) == pytest.approx(A4, abs=0.1)
        # Half of a quotation mark at the beginning of a line is blank, and hangs out.
        letters = [each for each in characters(layout) if each.get_text() != "“"]
        assert min(letter.x0 for letter in letters) > MARGIN - 1
        assert max(letter.x1 for letter in letters) < A4[0] - MARGIN + 1


def characters(item: LTComponent) -> list[LTChar]:
    """The letters of a page."""
    if isinstance(item, LTChar):
        return [item]
    inner = item if isinstance(item, LTContainer) else ()
    return [letter for each in inner for letter in characters(each)]


async def test_too_long_a_document_is_refused_before_it_is_made() -> None:
    with pytest.raises(Rejected) as refused:
        await PdfMaker()(minutes(1, ("zh",), Paragraph("长" * AT_MOST)), at=AT)
    assert refused.value.code == "document-too-long"


@pytest.mark.parametrize("languages", LANGUAGES)
async def test_the_longest_document_is_made_within_the_memory(
    languages: tuple[Language, ...],
) -> None:
    none, one = (characters_of(minutes(count * 60, languages)) / 60 for count in (0, 1))
    longest = minutes(int((0.98 * AT_MOST / 60 - none) / (one - none)) * 60, languages)
    assert 0.9 * AT_MOST < characters_of(longest) <= AT_MOST
    assert await PdfMaker(limits=replace(LIMITS, within=timedelta(minutes=5)))(longest, at=AT)


def characters_of(document: Document) -> int:
    """How many count for the limit."""
    return sum(map(len, texts(json.loads(job(document, None, AT))["document"])))


async def test_one_that_takes_too_long_is_given_up() -> None:
    limits = replace(LIMITS, within=timedelta(milliseconds=1))
    with pytest.raises(IsolatedFault, match="Making a PDF document took too long"):
        await PdfMaker(limits=limits)(minutes(1), at=AT)


async def test_one_that_takes_too_much_memory_is_given_up() -> None:
    limits = replace(LIMITS, memory=160 * 2**20)
    with pytest.raises(IsolatedFault, match=r"may take 30 s and 160 MiB|MemoryError"):
        await PdfMaker(limits=limits)(minutes(1000), at=AT)


async def test_a_folder_of_fonts_that_is_empty_changes_nothing(tmp_path: Path) -> None:
    assert await PdfMaker(tmp_path)(minutes(2), at=AT) == await PdfMaker()(minutes(2), at=AT)


async def test_what_the_service_was_told_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = await PdfMaker()(minutes(2), at=AT)
    monkeypatch.setitem(os.environ, "TZ", "America/New_York")
    monkeypatch.setitem(os.environ, "RAYON_NUM_THREADS", "2")
    assert await PdfMaker()(minutes(2), at=AT) == before


async def test_its_outline_has_the_titles_whole() -> None:
    long = "W" * 200
    made = await PdfMaker()(minutes(1, ("zh",), Heading(long)), at=AT)
    with opened(made) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
    assert titles == ["一、 会议概况", "二、 表决结果", f"三、 {long}", "四、 签署"]
