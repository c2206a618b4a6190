"""A file has no more parts than a service can look at; the bounds are lowered to try them."""

import io
import tracemalloc
import zipfile

import pikepdf
import pytest

from services.intake.domain.inspection import images, zip_parts
from services.intake.domain.inspection import pdf as pdfs
from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import FileRefused
from shared import zip_directory
from tests.unit.intake.files import (
    OFD_PARTS,
    archive,
    jpeg,
    ofd,
    pdf,
    pdf_for_viewers,
    png,
    said_to_be,
    written_pdf,
)


def refusal(content: bytes, filename: str) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        inspect(io.BytesIO(content), filename)
    return refused.value


def the_same_page(times: int) -> bytes:
    """A PDF in whose tree one page stands so many times."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        tree = document.Root.Pages
        tree.Kids = pikepdf.Array([tree.Kids[0]] * times)
        tree.Count = times
        document.save(out)
    return out.getvalue()


def test_pages_are_counted_before_any_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "PAGES_AT_MOST", 4)
    assert inspect(io.BytesIO(pdf(pages=4)), "a.pdf").pages == 4
    assert inspect(io.BytesIO(pdf_for_viewers(4)), "a.pdf").pages == 4
    for content in (
        pdf(pages=5),
        written_pdf(5, packed=True),
        the_same_page(5),
        pdf_for_viewers(5),
    ):
        refused = refusal(content, "a.pdf")
        assert (refused.code, refused.text) == (
            "file-too-complex",
            "has more than 4 pages. Send it in parts",
        )


PACKED = {
    "ofd": {**OFD_PARTS, "OFD.xml": OFD_PARTS["OFD.xml"] + " " * 50_000_000},
    "xlsx": {"[Content_Types].xml": "<Types/>" + " " * 50_000_000, "xl/workbook.xml": "<x/>"},
}


@pytest.mark.parametrize("kind", PACKED)
def test_no_more_is_unpacked_of_a_part_than_its_directory_says(kind: str) -> None:
    content = said_to_be(200, archive(PACKED[kind], zipfile.ZIP_DEFLATED))
    tracemalloc.start()
    try:
        assert refusal(content, f"a.{kind}").code == "unreadable-file"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", PACKED)
def test_no_more_is_unpacked_of_a_part_that_says_how_long_it_is(kind: str) -> None:
    content = archive(PACKED[kind], zipfile.ZIP_DEFLATED)
    assert len(content) < 100_000
    assert refusal(content, f"a.{kind}").code == "unreadable-file"


def test_parts_are_counted_before_they_become_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {**OFD_PARTS, **{f"Pages/{n}.xml": "" for n in range(50)}}
    assert inspect(io.BytesIO(archive(many)), "a.ofd").pages == 2
    monkeypatch.setattr(zip_directory, "DIRECTORY_AT_MOST", 1_000)
    assert inspect(io.BytesIO(ofd()), "a.ofd").pages == 1
    assert refusal(archive(many), "a.ofd").code == "file-too-complex"


def test_how_deep_elements_stand_in_one_another_does_not_matter() -> None:
    deep = OFD_PARTS["Doc_0/Document.xml"].replace("<ofd:Pages>", "<d>" * 20_000 + "<ofd:Pages>", 1)
    deep = deep.replace("</ofd:Pages>", "</ofd:Pages>" + "</d>" * 20_000)
    assert inspect(io.BytesIO(archive({**OFD_PARTS, "Doc_0/Document.xml": deep})), "a").pages == 2


def test_the_parts_of_an_image_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "_CHUNKS_AT_MOST", 2)
    monkeypatch.setattr(images, "_SEGMENTS_AT_MOST", 1)
    monkeypatch.setattr(images, "_BETWEEN_AT_MOST", 8)
    assert refusal(png(), "a.png").code == "unreadable-file"
    assert refusal(jpeg(), "a.jpg").code == "unreadable-file"


def test_tags_are_counted_before_they_become_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inspect(io.BytesIO(ofd(pages=9)), "a.ofd").pages == 9
    monkeypatch.setattr(zip_parts, "TAGS_AT_MOST", 10)
    assert refusal(ofd(pages=9), "a.ofd").code == "unreadable-file"
