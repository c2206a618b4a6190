"""What a file is, is told from its content and never from its name."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.inspection.inspect import inspect
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.pdf import UNPACKED_AT_MOST
from tests.unit.intake.files import EXE, archive, jpeg, ofd, ofd_of, packed_pdf, pdf, png, xlsx

GOOD = [pdf(), ofd(), xlsx(), png(), jpeg()]


def found(content: bytes, filename: str = "file.pdf") -> Inspected:
    return inspect(io.BytesIO(content), filename)


def refusal(content: bytes, filename: str = "file.pdf") -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        found(content, filename)
    return refused.value


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (pdf(3), Inspected("pdf", 3)),
        (ofd(2), Inspected("ofd", 2)),
        (xlsx(), Inspected("xlsx", None)),
        (png(), Inspected("png", 1)),
        (jpeg(), Inspected("jpeg", 1)),
    ],
)
def test_every_kind_is_recognised_whatever_its_name(content: bytes, expected: Inspected) -> None:
    assert {found(content, name) for name in ("a.pdf", "a.exe", "a", "a.png")} == {expected}


def test_a_program_that_is_called_pdf_is_found_out() -> None:
    refused = refusal(EXE, "申请表.PDF")
    assert refused.code == "disguised-file"
    assert "a Windows program" in refused.text


def test_a_program_that_is_called_a_program_is_not_taken_either() -> None:
    assert refusal(EXE, "setup.exe").code == "unsupported-file"


def test_a_foreign_archive_that_is_called_pdf_is_found_out() -> None:
    assert refusal(archive({"word/document.xml": "<w/>"}), "a.pdf").code == "disguised-file"


def test_an_empty_file_is_named_as_such() -> None:
    assert refusal(b"").code == "empty-file"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\nthis is no document\n%%EOF\n",
        b"%PDF-1.7\nthis is cut o",
        pdf()[:-200],
        b"just a text",
        png()[:-20],
        png(0, 0),
        jpeg()[:8],
        jpeg()[:-2],
        ofd(0),
        archive({"OFD.xml": "<broken"}),
        ofd(prologue='<!DOCTYPE x [<!ENTITY a "a">]>'),
        archive({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
        ofd(packing=zipfile.ZIP_LZMA),
        ofd(packing=zipfile.ZIP_BZIP2),
    ],
)
def test_a_file_that_does_not_open_is_unreadable(content: bytes) -> None:
    assert refusal(content).code == "unreadable-file"


def test_an_archive_that_was_cut_off_is_unreadable_under_its_own_name() -> None:
    assert refusal(xlsx()[:-100], "a.xlsx").code == "unreadable-file"
    assert refusal(ofd()[:-100], "a.ofd").code == "unreadable-file"


def test_a_document_that_an_ofd_names_many_times_is_read_once() -> None:
    assert found(ofd_of({"Doc_0.xml": 2}, named=5000)) == Inspected("ofd", 2)


def test_the_documents_of_an_ofd_are_counted_together() -> None:
    assert found(ofd_of({"Doc_0.xml": 2, "Doc_1.xml": 3})) == Inspected("ofd", 5)


def test_a_pdf_may_keep_its_pages_packed() -> None:
    assert found(packed_pdf(padding=1_000_000)) == Inspected("pdf", 1)


@pytest.mark.parametrize(
    "content",
    [packed_pdf(padding=UNPACKED_AT_MOST), packed_pdf(times=2)],
    ids=["too much", "more than once"],
)
def test_a_pdf_whose_pages_are_packed_as_only_an_attacker_does_is_not_unpacked(
    content: bytes,
) -> None:
    assert refusal(content).code == "unreadable-file"


def test_documents_that_are_too_much_together_are_not_unpacked() -> None:
    some = {f"Doc_{n}.xml": 30_000 for n in range(4)}
    assert len(ofd_of(some, packing=zipfile.ZIP_DEFLATED)) < 1_000_000
    assert refusal(ofd_of(some, packing=zipfile.ZIP_DEFLATED)).code == "unreadable-file"
    assert found(ofd_of({"Doc_0.xml": 30_000})).pages == 30_000


@pytest.mark.parametrize("password", ["", "secret"])
def test_a_protected_pdf_is_refused(password: str) -> None:
    assert refusal(pdf(password=password)).code == "encrypted-file"


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4", b"PK\x03\x04", b"\xff\xd8\xff"]))
def test_no_bytes_whatever_upset_the_inspection(content: bytes, start: bytes) -> None:
    with suppress(FileRefused):
        assert found(start + content).kind in ("pdf", "jpeg")


@given(st.data())
def test_a_damaged_file_is_taken_as_what_it_is_or_refused(data: st.DataObject) -> None:
    good = data.draw(st.sampled_from(GOOD))
    place = data.draw(st.integers(0, len(good) - 1))
    bad = good[:place] + bytes([data.draw(st.integers(0, 255))]) + good[place + 1 :]
    with suppress(FileRefused):
        assert found(bad).kind == found(good).kind
