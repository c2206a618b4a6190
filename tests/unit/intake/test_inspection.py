"""What a file is, is told from its content and never from its name."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.inspection.inspect import ALL, inspect
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.pdf import UNPACKED_AT_MOST
from tests.unit.intake.files import (
    EXE,
    OFD_PARTS,
    SPACE,
    archive,
    jpeg,
    ofd,
    ofd_of,
    packed_pdf,
    pdf,
    pdf_for_viewers,
    pdf_with_secret_attachments,
    photo,
    png,
    texts_of,
    written_pdf,
    xlsx,
)

MARKS = {"pdf": b"%PDF-", "ofd": b"PK", "xlsx": b"PK", "png": b"\x89PNG", "jpeg": b"\xff\xd8"}
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
        png(400, 400)[:150],
        png(0, 0),
        jpeg()[:8],
        jpeg()[:-2],
        ofd(0),
        archive({"OFD.xml": "<broken"}),
        ofd(prologue='<!DOCTYPE x [<!ENTITY a "a">]>'),
        archive({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}),
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


def test_a_pdf_that_asks_for_a_password_is_refused_and_one_with_restrictions_is_taken() -> None:
    assert refusal(pdf(password="secret")).code == "encrypted-file"
    assert found(pdf(2, password="")) == Inspected("pdf", 2)


@pytest.mark.parametrize("padding", [b"\0" * 2048, b"\r\n" * 3, b"\0" * 2_000_000, b" " * 1500])
def test_bytes_behind_the_end_of_a_pdf_do_not_matter(padding: bytes) -> None:
    assert found(pdf(2) + padding) == Inspected("pdf", 2)


@pytest.mark.parametrize(
    "before",
    [
        *(b"MZ\x90\0", b"\x7fELF", b"#!/bin/sh\n", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"),
        *(b"dex\n035\0", b"\0asm", b"L\0\0\0\x01\x14\x02\0", b"\r\n@ECHO OFF\r\n"),
        *(b"Rar!\x1a\x07", b"MSCF\0\0", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"PK\x05\x06"),
        *(b"!<arch>\n", b"xar!", b"ITSF", b"a.txt".ljust(257, b"\0") + b"ustar"),
        *(b"\x1bLua", b"\x1f\x9d\x90", b"\x5d\0\0\x80\0", b"070701", b"\x60\xea", b"ZOO 2.10"),
        *(b"\x1e\x12-lh5-", b"echo off\r\n", b"@ echo off\n", b"REM x\n"),
        *(
            b"<html>",
            b"\n <?xml ",
            *("\ufeff<html>".encode(f"utf-16-{end}") for end in ("le", "be")),
        ),
    ],
)
def test_what_begins_as_something_else_is_no_pdf_though_its_mark_follows(before: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        inspect(io.BytesIO(before + pdf()), "a.pdf")
    assert refused.value.code in ("disguised-file", "unreadable-file")


@pytest.mark.parametrize(
    "before", [b"\n", b"\r\n\r\n", b"HTTP junk\n", b"\0" * 16, b"\xef\xbb\xbf"]
)
def test_a_pdf_with_stray_bytes_before_its_mark_is_taken(before: bytes) -> None:
    assert inspect(io.BytesIO(before + pdf()), "a.pdf").kind == "pdf"


def test_a_pdf_behind_more_junk_than_viewers_read_is_told_as_such() -> None:
    refused = refusal(b"junk\n" * 300 + pdf(), "a.pdf")
    assert refused.code == "unreadable-file"
    assert "is a PDF behind 1500 bytes that do not belong to it" in refused.text
    assert refusal(b"<p>" * 500 + pdf(), "a.pdf").text.startswith("is called PDF, but")


@pytest.mark.parametrize("write", [pdf_for_viewers, pdf_with_secret_attachments])
def test_a_pdf_that_viewers_show_is_taken_though_the_strict_reader_finds_no_way_in(
    write: Callable[[int], bytes],
) -> None:
    with pytest.raises((pikepdf.PdfError, pikepdf.PasswordError)):
        pikepdf.open(io.BytesIO(write(3)))
    assert found(write(3)) == Inspected("pdf", 3)
    assert found(write(3) + b"\0" * 3000) == Inspected("pdf", 3)


def test_no_viewer_is_asked_about_a_file_that_was_cut_off() -> None:
    whole = pdf_for_viewers(3)
    refused = refusal(whole[: whole.rindex(b"xref\n0 ")])
    assert "was cut off" in refused.text


def test_a_page_that_no_viewer_shows_is_not_counted() -> None:
    assert refusal(pdf_for_viewers(1).replace(b"/Count 1", b"/Count 7")).code == "unreadable-file"


def test_a_pdf_whose_end_mark_is_missing_is_taken() -> None:
    assert found(pdf(3).replace(b"%%EOF\n", b"")) == Inspected("pdf", 3)


WRITTEN = [
    written_pdf(4, linearized=linearized, packed=packed)
    for linearized in (False, True)
    for packed in (False, True)
]


@given(st.data())
def test_a_pdf_that_was_cut_off_is_never_taken_with_something_lost(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(WRITTEN))
    kept = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with suppress(FileRefused):
        assert found(kept) == Inspected("pdf", 4)
        assert texts_of(kept) == texts_of(whole)


@pytest.mark.parametrize("whole", WRITTEN)
def test_every_way_of_writing_a_pdf_is_taken_and_none_that_lost_its_second_half(
    whole: bytes,
) -> None:
    assert found(whole) == Inspected("pdf", 4)
    assert refusal(whole[: len(whole) // 2]).code == "unreadable-file"


@pytest.mark.parametrize("cut", [12, 8, 4])
def test_a_png_that_lacks_only_its_end_mark_is_whole(cut: int) -> None:
    assert found(png(400, 400)[:-cut]) == Inspected("png", 1)


@pytest.mark.parametrize("behind", [b"\n", b"\0" * 3000, b"ftypmp42" * 9000, jpeg()])
def test_bytes_behind_the_end_of_an_image_do_not_matter(behind: bytes) -> None:
    assert found(png() + behind) == Inspected("png", 1)
    assert found(jpeg() + behind) == Inspected("jpeg", 1)
    assert found(photo() + behind) == Inspected("jpeg", 1)


def test_fill_bytes_between_the_segments_of_a_jpeg_do_not_matter() -> None:
    assert found(jpeg().replace(b"\xff\xc0", b"\xff" * 500 + b"\xc0")) == Inspected("jpeg", 1)


@pytest.mark.parametrize("stray", [b"hello", b"\0", b"\xff\0\xff", bytes(range(255))])
def test_bytes_between_the_segments_of_a_jpeg_do_not_matter(stray: bytes) -> None:
    assert found(jpeg().replace(b"\xff\xc0", stray + b"\xff\xc0")) == Inspected("jpeg", 1)
    assert refusal(jpeg().replace(b"\xff\xc0", stray)).code == "unreadable-file"


def test_a_picture_that_was_cut_off_is_refused_although_its_preview_has_an_end() -> None:
    whole = photo()
    assert found(whole) == Inspected("jpeg", 1)
    refused = refusal(whole[:-10], "a.jpg")
    assert (refused.code, "end is missing" in refused.text) == ("unreadable-file", True)


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "GB18030", "UTF-8"])
def test_an_ofd_may_be_written_in_a_chinese_encoding(encoding: str) -> None:
    parts = {
        name: f'<?xml version="1.0" encoding="{encoding}"?>\n<!-- 申报单位 -->{text}'.encode(
            encoding
        )
        for name, text in OFD_PARTS.items()
    }
    assert found(archive(parts), "a.ofd") == Inspected("ofd", 2)


DEFLATE64 = 9


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["UTF-16", "utf-8", "gbk", None])
def test_an_ofd_may_be_written_in_utf_16_whatever_it_says(encoding: str, said: str | None) -> None:
    declared = "" if said is None else f'<?xml version="1.0" encoding="{said}"?>'
    parts = {
        name: f"{declared}{text}<!-- 申报 -->".encode(encoding) for name, text in OFD_PARTS.items()
    }
    assert found(archive(parts), "a.ofd") == Inspected("ofd", 2)
    with_type = f"{declared}<!DOCTYPE x [<!ENTITY a 'a'>]><x/>".encode(encoding)
    assert refusal(archive({**parts, "OFD.xml": with_type}), "a.ofd").code == "unreadable-file"


def test_an_ofd_that_was_packed_again_in_a_folder_is_told_with_what_to_do() -> None:
    parts = {f"申请书/{name}": text for name, text in OFD_PARTS.items()}
    refused = refusal(archive(parts), "a.ofd")
    assert refused.code == "unreadable-file"
    assert "packed again with a folder around it, 申请书" in refused.text
    assert "多了一层文件夹“申请书”" in refused.zh
    windows = {f"a\\{name}": text for name, text in OFD_PARTS.items()}
    assert "folder around it, a," in refusal(archive(windows), "a.zip").text


@pytest.mark.parametrize(
    ("packing", "name"),
    [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA"), (DEFLATE64, "Deflate64")],
)
@pytest.mark.parametrize("kind", ["ofd", "xlsx"])
def test_a_file_that_is_packed_as_no_viewer_knows_it_is_told_by_what(
    packing: int, name: str, kind: str
) -> None:
    whole = ofd() if kind == "ofd" else xlsx()
    refused = refusal(repacked(whole, packing), f"a.{kind}")
    assert refused.code == "unreadable-file"
    assert f"packed by {name}" in refused.text
    assert f"采用 {name} 压缩" in refused.zh


def repacked(content: bytes, packing: int) -> bytes:
    """The archive with its parts packed otherwise; of Deflate64 it only says so."""
    there, anew = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    known = zipfile.ZIP_STORED if packing == DEFLATE64 else packing
    with zipfile.ZipFile(anew, "w", known) as archive:
        for part in there.namelist():
            archive.writestr(part, there.read(part))
        if packing == DEFLATE64:
            for info in archive.infolist():
                info.compress_type = packing
    return anew.getvalue()


def test_a_png_in_apple_s_own_form_is_called_that() -> None:
    plain = png()
    apple = plain[:8] + b"\0\0\0\4CgBI\x50\0\x20\x02\x2b\xd5\xb3\x7f" + plain[8:]
    refused = refusal(apple, "a.png")
    assert refused.code == "unreadable-file"
    assert "(CgBI)" in refused.text
    assert "CgBI" in refused.zh
    assert found(plain) == Inspected("png", 1)


@pytest.mark.parametrize("space", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", "x"])
def test_an_ofd_of_whatever_namespace_is_one(space: str) -> None:
    mixed = {name: text.replace(SPACE, space) for name, text in OFD_PARTS.items()}
    plain = {name: text.replace("ofd:", "").replace(":ofd", "") for name, text in mixed.items()}
    assert found(archive(plain), "a.ofd") == Inspected("ofd", 2)
    one = {"OFD.xml": mixed["OFD.xml"], **{k: v for k, v in OFD_PARTS.items() if k != "OFD.xml"}}
    assert found(archive(mixed), "a.ofd") == Inspected("ofd", 2)
    assert found(archive(one), "a.ofd") == Inspected("ofd", 2)


@pytest.mark.parametrize(
    ("root", "document"),
    [
        ("ofd.xml", "Doc_0/Document.xml"),
        ("OFD.XML", "DOC_0\\DOCUMENT.XML"),
        ("./OFD.xml", "/Doc_0/Document.xml"),
        ("OFD.xml", "doc_0/document.xml"),
    ],
)
def test_the_parts_of_an_ofd_may_be_named_as_older_writers_do(root: str, document: str) -> None:
    parts = {root: OFD_PARTS["OFD.xml"], document: OFD_PARTS["Doc_0/Document.xml"]}
    assert found(archive(parts), "a.ofd") == Inspected("ofd", 2)


HEIC = b"\0\0\0\x18ftyp%s\0\0\0\0%s%s" + b"\0" * 200
PICTURE = b"\0\0\1\0meta\0\0\0\0\0\0\0\x21hdlr" + b"\0" * 8 + b"pict" + b"\0" * 13
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("content", "name"),
    [
        *((HEIC % (brand, b"mif1", b"heic"), "HEIC") for brand in (b"heic", b"mif1", b"heix")),
        (HEIC % (b"xxxx", b"yyyy", b"hevc"), "HEIC"),
        (HEIC % (b"avif", b"mif1", b"miaf"), "AVIF"),
        (HEIC % (b"mif1", b"miaf", b"avif"), "AVIF"),
        *((HEIC % (brand, b"xxxx", b"yyyy"), "HEIC") for brand in (b"heif", b"hei9", b"MiHB")),
        *((HEIC % (brand, b"zzzz", b"1234") + PICTURE, "HEIC") for brand in (b"xxxx", b"jpeg")),
        (HEIC % (b"xxxx", b"zzzz", b"1234") + PICTURE + b"av01", "AVIF"),
        (HEIC % (b"isom", b"iso2", b"mp41"), "MPEG-4"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "an Outlook message (.msg)"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls, .et"),
        (OLE + "WORKBOOK".encode("utf-16-le"), ".xls, .et"),
        (OLE, "older Office"),
        (b"\x09\x04\x06\0\0\0\x10\0" + bytes(300), "very old Excel"),
        (archive({"readme.txt": "x"}), "ZIP archive"),
        (archive({"word/document.xml": "<w/>"}), "Word document"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (EXE, "Windows program"),
    ],
)
def test_what_is_not_taken_is_called_by_its_name(content: bytes, name: str) -> None:
    refused = refusal(content, "a.pdf")
    assert (refused.code, name in refused.text) == ("disguised-file", True), refused.text
    assert name in refusal(content, "a.dat").text


@pytest.mark.parametrize(
    ("content", "filename", "advice"),
    [
        (EXE, "a.exe", "Send a PDF or PNG file"),
        (archive({"word/document.xml": "<w/>"}), "a.xlsx", "Send a PDF or PNG file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "Send a PDF or PNG file"),
        (ofd()[:-100], "a.ofd", "Send a PDF or PNG file"),
        (EXE, "a.pdf", "Send a real PDF file"),
    ],
)
def test_only_kinds_that_are_taken_are_recommended(
    content: bytes, filename: str, advice: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        inspect(io.BytesIO(content), filename, ("png", "pdf"))
    assert refused.value.text.endswith(advice)


@pytest.mark.parametrize("content", [*GOOD, pdf(password="secret"), b"%PDF-1.7", ofd(0)])
def test_a_file_of_a_kind_that_is_not_taken_is_not_opened(content: bytes) -> None:
    kinds = [kind for kind in ALL if not content.startswith(MARKS[kind])]
    assert inspect(io.BytesIO(content), "a.pdf", kinds[:1]).pages is None


def test_an_office_file_with_a_password_is_said_to_have_one() -> None:
    secret = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(secret, "a.xlsx").code == "encrypted-file"


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
