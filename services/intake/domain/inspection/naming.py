"""What a file is that is of no kind that is taken, by the name that people know it by."""

from collections.abc import Callable, Iterable, Mapping
from zipfile import ZipFile

import puremagic

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = {b"MZ": "a Windows program", b"\x7fELF": "a Linux program", b"#!": "a script"}
ARCHIVES = {
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
}
OTHER_ZIP = "a ZIP archive"

_OLE_STREAMS = {
    "WordDocument": "a document of older Word or WPS (.doc, .wps)",
    "PowerPoint Document": "slides of older PowerPoint or WPS (.ppt, .dps)",
    "Workbook": "a sheet of older Excel or WPS (.xls, .et)",
    "Book": "a sheet of older Excel (.xls)",
}
_OTHER_OLE = "a file of older Office or WPS (.doc, .xls, .ppt, .wps, .et)"
_HEIF_BRANDS = {
    **dict.fromkeys(("avif", "avis"), "an AVIF photo"),
    **dict.fromkeys(
        ("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "mif2", "msf1"),
        "a HEIC photo",
    ),
}
_ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("word/", "a Word document (.docx)"),
    ("ppt/", "PowerPoint slides (.pptx)"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("meta-inf/manifest.xml", "an OpenDocument or Java archive"),
    ("androidmanifest.xml", "an Android app"),
    ("ofd.xml", "a damaged OFD file"),
    ("xl/", "a damaged Excel workbook"),
)


def name_of_bytes(head: bytes, ole_names: Callable[[], bytes]) -> str | None:
    """What begins like this; `ole_names` gives the bytes of an OLE file, if it is one."""
    for known in (PROGRAMS, ARCHIVES):
        for mark, name in known.items():
            if head.startswith(mark):
                return name
    if head.startswith(OLE):
        return _ole(ole_names())
    return _heif(head) or _guessed(head)


def name_of_zip(archive: ZipFile) -> str:
    """What a ZIP holds."""
    names = [name.replace("\\", "/").lstrip("./").casefold() for name in archive.namelist()]
    return _first(_ZIP_PARTS, names) or OTHER_ZIP


def is_encrypted_office(content: bytes) -> bool:
    """Whether an OLE file holds an Office document that a password protects."""
    return _utf16("EncryptedPackage") in content


def _first(known: Iterable[tuple[str, str]], names: Iterable[str]) -> str | None:
    listed = list(names)
    return next((what for part, what in known if any(n.startswith(part) for n in listed)), None)


def _ole(content: bytes) -> str:
    streams: Mapping[str, str] = _OLE_STREAMS
    found = (what for stream, what in streams.items() if _utf16(stream) in content)
    return next(found, _OTHER_OLE)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _heif(head: bytes) -> str | None:
    """By the major brand, or else by one of those that it says it is compatible with."""
    if head[4:8] != b"ftyp":
        return None
    length = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[n : n + 4] for n in range(16, min(length, len(head)), 4))]
    known = (_HEIF_BRANDS.get(brand.decode("latin-1")) for brand in brands)
    return next((what for what in known if what is not None), None)


def _guessed(head: bytes) -> str | None:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    best = max(matches, key=lambda match: match.confidence, default=None)
    return best.name if best is not None and best.name else None
