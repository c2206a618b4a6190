"""Every text is found in the PDF as it was given, whatever it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import Rejected, Unavailable
from shared.pdf import typesetting
from shared.pdf.document import (
    Column,
    Details,
    Document,
    Heading,
    Language,
    Paragraph,
    Signatures,
    Table,
)
from shared.pdf.job import job
from shared.pdf.printable import printable
from shared.values import Bilingual
from tests.unit.pdf.reading import PDFTOTEXT, READERS, READERS_OF_TABLES, by_pypdf, compact
from tests.unit.pdf.samples import AT, LANGUAGES, NAMES, RARE, minutes

EXAMPLES = 15
"""Each is a document of its own, of a tenth of a second."""

HANAZONO = Path("/usr/share/fonts/truetype/hanazono")


def typeset(document: Document, fonts: Path | None = None) -> bytes:
    """The PDF, made in this process."""
    return typesetting.typeset(job(document, fonts, AT))


def saying(*texts: str) -> Document:
    """A document of these paragraphs."""
    blocks = tuple(map(Paragraph, texts))
    return Document(title="文书", issuer="办公室", reference="R-1", blocks=blocks)


def strings(document: Document) -> Iterator[str]:
    """All that the document says, in its languages."""
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                texts = [text]
            case Details(rows):
                texts = [text for row in rows for text in row]
            case Signatures(signers):
                texts = [*signers]
            case Table(columns=columns, rows=rows):
                texts = [*(column.header for column in columns), *(c for row in rows for c in row)]
        for text in (document.title, document.issuer, *texts):
            if isinstance(text, Bilingual):
                yield from (text.in_language(language) for language in document.languages)
            else:
                yield text
    yield document.reference


def test_the_readers_here_are_all_three() -> None:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext of poppler-utils is not installed: read by pypdf and pdfminer only")
    assert set(READERS) == {"pypdf", "pdfminer", "poppler"}


@pytest.mark.parametrize("languages", LANGUAGES)
@pytest.mark.parametrize("reader", READERS_OF_TABLES)
def test_minutes_are_read_back_as_written(reader: str, languages: tuple[Language, ...]) -> None:
    document = minutes(12, languages)
    found = compact(READERS_OF_TABLES[reader](typeset(document)))
    assert [text for text in set(strings(document)) if compact(text) not in found] == []


@pytest.mark.parametrize("reader", READERS)
def test_rare_ideographs_and_the_middle_dot_are_themselves(reader: str) -> None:
    found = READERS[reader](typeset(saying(f"{RARE}·")))
    assert f"{RARE}·" in found


@pytest.mark.parametrize("reader", READERS)
def test_no_space_is_found_between_ideographs_and_what_stands_beside_them(reader: str) -> None:
    text = "第3号科技有限公司2026年符合GB/T规定的“要求”。A2项目（Top10）——共160家"
    assert text in READERS[reader](typeset(saying(text)))


@pytest.mark.parametrize("name", NAMES)
def test_signs_that_are_markup_elsewhere_are_signs(name: str) -> None:
    assert compact(name) in compact(by_pypdf(typeset(saying(name))))


def test_a_text_can_neither_read_files_nor_run_anything() -> None:
    text = '#read("/etc/passwd") #import "/x.typ" #eval("1+1") #sys.inputs'
    assert compact(text) in compact(by_pypdf(typeset(saying(text))))


def test_what_nobody_could_see_is_shown_or_left_out() -> None:
    found = by_pypdf(typeset(saying("甲\u202e乙\x07丙\u200b丁\ud800")))
    assert "甲[U+202E]乙[U+0007]丙丁[U+D800]" in found


def test_lines_of_a_text_are_lines_of_the_document() -> None:
    assert "第一行\n第二行" in by_pypdf(typeset(saying("第一行\r\n第二行")))


WORDS = st.text(st.sampled_from("Wil·龘"), max_size=300) | st.sampled_from(["", " ", "\n\u200b"])


@settings(max_examples=EXAMPLES)
@given(WORDS, WORDS, WORDS)
def test_no_text_is_too_long_or_too_empty_for_any_part(title: str, label: str, value: str) -> None:
    table = Table(
        columns=(Column(header=label, width=9), Column(header=value)), rows=((value, label),)
    )
    document = Document(
        title=title,
        issuer=label,
        reference=value,
        languages=("en", "zh"),
        blocks=(
            Heading(value),
            Paragraph(Bilingual(zh=title, en=label)),
            Details(((label, value),)),
            Table(columns=table.columns, rows=()),
            table,
            Signatures((label, value)),
        ),
    )
    found = compact(by_pypdf(typeset(document)))
    assert [text for text in (title, label, value) if compact(printable(text)) not in found] == []


_LETTERS = st.characters(codec="gb2312", exclude_categories=("Cc", "Zs"))


@settings(max_examples=EXAMPLES)
@given(st.lists(st.text(_LETTERS | st.sampled_from(RARE + " #$*[]\\_`~<>@=-+/'\""), min_size=1)))
def test_any_texts_are_read_back(texts: list[str]) -> None:
    found = compact(by_pypdf(typeset(saying(*texts))))
    assert [text for text in texts if compact(text) not in found] == []


def test_characters_without_a_glyph_are_named_with_where_they_stand() -> None:
    document = minutes(3, ("en",), Paragraph("𪜀 and \N{HEBREW LETTER ALEF}, 𪜀 again"))
    with pytest.raises(Rejected) as refused:
        typeset(document)
    assert refused.value.code == "not-printable"
    assert "𪜀 (U+2A700)" in refused.value.detail
    assert "\N{HEBREW LETTER ALEF} (U+05D0)" in refused.value.detail
    assert "fonts-hanazono" in refused.value.detail
    assert {error.field for error in refused.value.errors} == {"blocks.5.text.0.1"}


def test_many_characters_without_a_glyph_are_counted() -> None:
    with pytest.raises(Rejected, match="and 10 more"):
        typeset(saying("".join(map(chr, range(0x2A700, 0x2A700 + 60)))))


def test_without_a_font_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_PACKAGE", "no_such_package")
    with pytest.raises(Unavailable, match="noto-cjk-sans-otc"):
        typeset(saying("文书"))


@pytest.mark.skipif(not HANAZONO.is_dir(), reason="Debian's fonts-hanazono is not installed")
@pytest.mark.parametrize("reader", READERS)
def test_a_folder_of_fonts_adds_the_ideographs_of_gb_18030_level_3(reader: str) -> None:
    # The first and the last of extensions B to F.
    ends = "20000 2A6D6 2A700 2B734 2B740 2B81D 2B820 2CEA1 2CEB0 2EBE0"
    text = "".join(chr(int(end, 16)) for end in ends.split())
    assert text in READERS[reader](typeset(saying(text), HANAZONO))
