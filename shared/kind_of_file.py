"""What a file is that is of no kind that is taken, by the name that people know it by."""

import re
from collections.abc import Callable, Iterable, Mapping
from zipfile import ZipFile

import puremagic

from shared.ole_directory import names_at_top
from shared.values import Bilingual

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


def _named(zh: str, en: str) -> Bilingual:
    return Bilingual(zh=zh, en=en)


_MACOS = _named("macOS 程序", "a macOS program")
PROGRAMS = {
    b"MZ": _named("Windows 程序", "a Windows program"),
    b"\x7fELF": _named("Linux 程序", "a Linux program"),
    b"#!": _named("脚本", "a script"),
    b"@echo": _named("批处理文件", "a batch file"),
    b"\xca\xfe\xba\xbe": _named("Java 或 macOS 程序", "a Java or macOS program"),
    **dict.fromkeys((b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"), _MACOS),
    **dict.fromkeys((b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf"), _MACOS),
    b"dex\n": _named("安卓程序", "an Android program"),
    b"\x1bLua": _named("Lua 程序", "a Lua program"),
    b"\0asm": _named("WebAssembly 程序", "a WebAssembly program"),
    b"L\0\0\0\x01\x14\x02\0": _named("Windows 快捷方式", "a Windows shortcut"),
}
ARCHIVES = {
    b"Rar!\x1a\x07": _named("RAR 压缩包", "a RAR archive"),
    b"7z\xbc\xaf\x27\x1c": _named("7-Zip 压缩包", "a 7-Zip archive"),
    b"\x1f\x8b": _named("gzip 压缩包", "a gzip archive"),
    b"MSCF": _named("CAB 压缩包", "a CAB archive"),
    b"\xfd7zXZ\0": _named("xz 压缩包", "an xz archive"),
    b"BZh": _named("bzip2 压缩包", "a bzip2 archive"),
    b"\x28\xb5\x2f\xfd": _named("zstd 压缩包", "a zstd archive"),
    b"\x04\x22\x4d\x18": _named("LZ4 压缩包", "an LZ4 archive"),
    b"!<arch>\n": _named("deb 或 ar 包", "a deb or ar archive"),
    **dict.fromkeys((b"\x1f\x9d", b"\x1f\xa0"), _named("compress 压缩包", "a compress archive")),
    b"\x5d\0\0": _named("LZMA 压缩包", "an LZMA archive"),
    b"\x60\xea": _named("ARJ 压缩包", "an ARJ archive"),
    b"xar!": _named("macOS 安装包", "a macOS package"),
    b"ITSF": _named("CHM 帮助文件", "a CHM help file"),
    **dict.fromkeys((b"PK\x05\x06", b"PK\x07\x08"), _named("ZIP 压缩包", "a ZIP archive")),
}
TAR, TAR_AT = b"ustar", 257
LHA, LHA_AT = (b"-lh", b"-lz"), 2
IN_LETTERS = (b"070701", b"070702", b"070707", b"ZOO ")
"""Marks of archives (cpio, ZOO) that a text may begin with as well."""

_OPENDOCUMENT = _named("OpenDocument 文件或 Java 包", "an OpenDocument or Java archive")
_OLDEST = _named("很旧的 Excel 表格（.xls）", "a sheet of very old Excel (.xls)")
DOCUMENTS = {
    b"%PDF-": _named("PDF 文件", "a PDF document"),
    b"\x89PNG\r\n\x1a\n": _named("PNG 图片", "a PNG image"),
    b"\xff\xd8\xff": _named("JPEG 图片", "a JPEG image"),
    b"{\\rtf": _named("RTF 文档", "an RTF document"),
    # The first record of Excel 2 to 4, before there were OLE files.
    **dict.fromkeys((b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"), _OLDEST),
}
OTHER_ZIP = _named("ZIP 压缩包", "a ZIP archive")

_OLE_STREAMS = {
    "WordDocument": _named(
        "旧版 Word 或 WPS 文字文档（.doc、.wps）", "a document of older Word or WPS (.doc, .wps)"
    ),
    "PowerPoint Document": _named(
        "旧版 PowerPoint 或 WPS 演示（.ppt、.dps）",
        "slides of older PowerPoint or WPS (.ppt, .dps)",
    ),
    "Workbook": _named(
        "旧版 Excel 或 WPS 表格（.xls、.et）", "a sheet of older Excel or WPS (.xls, .et)"
    ),
    "Book": _named("旧版 Excel 表格（.xls）", "a sheet of older Excel (.xls)"),
    "__properties_version1.0": _named("Outlook 邮件（.msg）", "an Outlook message (.msg)"),
}
_OTHER_OLE = _named(
    "旧版 Office 或 WPS 文件（.doc、.xls、.ppt、.wps、.et）",
    "a file of older Office or WPS (.doc, .xls, .ppt, .wps, .et)",
)
_HEIC, _AVIF = _named("HEIC 照片", "a HEIC photo"), _named("AVIF 照片", "an AVIF photo")
_HEIF_BRANDS = (
    (("avi", "av01", "MiAB", "MA1"), _AVIF),
    (("hei", "hev", "hvc1", "MiHA", "MiHB", "MiHE"), _HEIC),
    (("mif1", "mif2", "msf1", "miaf", "1pic"), None),
)
"""What brands begin with: of a picture in one coding, and at last of a picture in any."""

_PICTURE = re.compile(rb"hdlr.{8}pict", re.DOTALL)
"""The box that says, whatever the brand, that there is a picture and no film."""

_BINARY = _named("二进制 Excel 工作簿（.xlsb）", "a binary Excel workbook (.xlsb)")
_APPLE = _named("Apple Numbers 或 Pages 文件", "a file of Apple Numbers or Pages")
_DAMAGED = _named("已损坏的 Excel 工作簿", "a damaged Excel workbook")
_ZIP_PARTS: tuple[tuple[str, Bilingual], ...] = (
    ("word/", _named("Word 文档（.docx）", "a Word document (.docx)")),
    ("ppt/", _named("PowerPoint 演示文稿（.pptx）", "PowerPoint slides (.pptx)")),
    ("xl/workbook.bin", _BINARY),
    ("meta-inf/manifest.xml", _OPENDOCUMENT),
    ("androidmanifest.xml", _named("安卓应用", "an Android app")),
    ("ofd.xml", _named("OFD 文件", "an OFD document")),
    ("index/document.iwa", _APPLE),
    ("xl/", _DAMAGED),
)
_XML_2003 = _named("XML 电子表格 2003（.xml、.xls）", "an XML Spreadsheet of 2003 (.xml, .xls)")
_HTML = _named("网页（.html，也可能名为 .xls）", "a web page (.html, perhaps called .xls)")
_TEXTS: tuple[tuple[bytes, Bilingual], ...] = (
    (b'progid="excel.sheet"', _XML_2003),
    (b"<html", _HTML),
    (b"<table", _HTML),
)
"""Marks within the beginning of a text that starts with a tag."""

_SHEETS = (
    *(_OLDEST, _OLE_STREAMS["Workbook"], _OLE_STREAMS["Book"], _OTHER_OLE, _BINARY, _OPENDOCUMENT),
    *(_APPLE, _DAMAGED, _XML_2003, _HTML),
)

_FAMILIES = {
    "audio": "音频文件",
    "font": "字体文件",
    "image": "图片",
    "message": "邮件",
    "model": "三维模型",
    "text": "文本文件",
    "video": "视频文件",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BATCH = re.compile(rb"@|(?:echo|rem|setlocal|cls)\b", re.IGNORECASE)
"""How the text of a batch file begins."""

_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\f\r")
"""Bytes that no text has."""


def name_of_bytes(head: bytes, ole_names: Callable[[], bytes]) -> Bilingual | None:
    """What begins like this; `ole_names` gives the bytes of an OLE file, if it is one."""
    for known in (PROGRAMS, ARCHIVES, DOCUMENTS):
        for mark, name in known.items():
            if head.startswith(mark):
                return name
    if head.startswith(OLE):
        return _ole(ole_names())
    named = _heif(head) or _marked_up(head)
    # Any few letters are the mark of some kind of file, so a plain text is not guessed at.
    return named or (None if _is_text(head) else _guessed(head))


def is_something_else(head: bytes) -> bool:
    """Whether it begins as a program, an archive, a document or markup does.

    A PDF may have bytes before its mark, but another program would take these for something else.
    """
    # In UTF-16 every second byte of such a beginning is zero.
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"").lstrip()
    known = (*PROGRAMS, *ARCHIVES, *IN_LETTERS, *DOCUMENTS, OLE, ZIP)
    is_archive = head[TAR_AT:].startswith(TAR) or head[LHA_AT:].startswith(LHA)
    is_text_of = text.startswith((b"<", *PROGRAMS)) or _BATCH.match(text) is not None
    return is_archive or is_text_of or head.startswith(known)


def name_of_zip(archive: ZipFile) -> Bilingual:
    """What a ZIP holds."""
    names = [name.replace("\\", "/").lstrip("./").casefold() for name in archive.namelist()]
    return _first(_ZIP_PARTS, names) or OTHER_ZIP


def may_be_sheet(name: Bilingual) -> bool:
    """Whether a spreadsheet program may open what is called so."""
    return name in _SHEETS


def is_encrypted_office(content: bytes) -> bool:
    """Whether an OLE file holds an Office document that a password protects."""
    return _utf16("EncryptedPackage") in content


def _first(known: Iterable[tuple[str, Bilingual]], names: Iterable[str]) -> Bilingual | None:
    listed = list(names)
    return next((what for part, what in known if any(n.startswith(part) for n in listed)), None)


def _ole(content: bytes) -> Bilingual:
    streams: Mapping[str, Bilingual] = _OLE_STREAMS
    top = names_at_top(content)
    if top:
        at_top = (what for stream, what in streams.items() if stream.casefold() in top)
        return next(at_top, _OTHER_OLE)
    folded = content.lower()
    found = (what for stream, what in streams.items() if _utf16(stream.lower()) in folded)
    return next(found, _OTHER_OLE)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _heif(head: bytes) -> Bilingual | None:
    """By the major brand, one of those that it is compatible with, or that it has a picture."""
    if head[4:8] != b"ftyp":
        return None
    length = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[n : n + 4] for n in range(16, min(length, len(head)), 4))]
    for brand in brands:
        for begins, what in _HEIF_BRANDS:
            if brand.decode("latin-1").startswith(begins):
                return what or _by_coding(head)
    return _by_coding(head) if _PICTURE.search(head) else None


def _by_coding(head: bytes) -> Bilingual:
    return _AVIF if b"av01" in head or b"avif" in head[:64] else _HEIC


def _marked_up(head: bytes) -> Bilingual | None:
    begins = head[:4096].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    if not begins.startswith(b"<"):
        return None
    return next((what for mark, what in _TEXTS if mark in begins), None)


def _is_text(head: bytes) -> bool:
    return head.startswith(_UTF_16) or (bool(head) and not _CONTROLS.intersection(head))


def _guessed(head: bytes) -> Bilingual | None:
    try:
        matches = puremagic.magic_string(head[:65_536])
    except (puremagic.PureError, ValueError):
        return None
    best = max(matches, key=lambda match: match.confidence, default=None)
    return _named(_in_chinese(best), best.name) if best is not None and best.name else None


def _in_chinese(found: puremagic.PureMagicWithConfidence) -> str:
    """By its media type and the usual end of its name, since its name is known in English alone."""
    family = _FAMILIES.get(found.mime_type.partition("/")[0], "其他类型的文件")
    return f"{family}（{found.extension}）" if found.extension else family
