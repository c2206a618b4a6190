"""Parts of a ZIP archive that somebody sent, read with caution."""

import posixpath
import re
import struct
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, ZipInfo

from shared.zip_directory import packed_otherwise

UNPACKED_AT_MOST = 5_000_000
"""Bytes of XML that are unpacked together; more is not a page tree but an attack."""

TAGS_AT_MOST = 200_000
"""`<` in the XML of a part; a document has a few for each page."""

_PIECE = 64 * 1024

DAMAGED = (
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # encrypted
    ValueError,
    struct.error,
    zlib.error,
    ElementTree.ParseError,
)
"""Whatever `zipfile` and the XML parser raise for a file that is not in order."""


class PackedOtherwise(Exception):
    """A part is packed in a way that viewers don't know; `method` is what it is called."""

    def __init__(self, method: str) -> None:
        super().__init__(method)
        self.method = method


def has_part(archive: ZipFile, name: str) -> bool:
    """Whether the archive has a part of this name."""
    return _plain(name) in map(_plain, archive.namelist())


def folder_of(archive: ZipFile, name: str) -> str | None:
    """The one folder in which the archive has a part of this name; None where there is none."""
    plain = _plain(name)
    for member in archive.namelist():
        folder, _, part = member.replace("\\", "/").strip("/").rpartition("/")
        if folder and "/" not in folder and _plain(part) == plain:
            return folder
    return None


def read_xml(archive: ZipFile, parts: Iterable[str]) -> list[ElementTree.Element]:
    """Parts of an archive as XML, each once.

    Raises one of DAMAGED when one is none, and PackedOtherwise.
    """
    members: dict[str, ZipInfo] = {}
    for member in archive.infolist():
        members.setdefault(_plain(member.filename), member)
    found = [members[name] for name in dict.fromkeys(map(_plain, parts))]
    if sum(part.file_size for part in found) > UNPACKED_AT_MOST:
        raise ValueError(f"its parts have more than {UNPACKED_AT_MOST} bytes")
    for part in found:
        if (method := packed_otherwise(part)) is not None:
            raise PackedOtherwise(method)
    return [_xml(_unpacked(archive, part)) for part in found]


def _unpacked(archive: ZipFile, part: ZipInfo) -> bytes:
    # In one piece, all that is packed is unpacked first, and then cut to what the directory says.
    with archive.open(part) as opened:
        return b"".join(iter(lambda: opened.read(_PIECE), b""))


def _plain(name: str) -> str:
    """The name as archives of older writers have it too: backslashes, small or capital letters."""
    return posixpath.normpath(name.strip().replace("\\", "/").lstrip("/")).casefold()


def _xml(text: bytes) -> ElementTree.Element:
    if text.count(b"<") > TAGS_AT_MOST:
        raise ValueError(f"it has more than {TAGS_AT_MOST} tags")
    if b"<!DOCTYPE" in text.replace(b"\0", b""):
        raise ValueError("it defines a document type, which none of these formats does")
    if (wide := _in_two_bytes(text)) is not None:
        # Some writers say UTF-8 of it, which the parser would believe.
        return ElementTree.fromstring(_DECLARATION.sub("", wide.lstrip("\ufeff"), count=1))
    declared = _DECLARED.match(text)
    if declared is None or declared["encoding"].lower() not in _CHINESE:
        return ElementTree.fromstring(text)
    # The parser knows no encoding of several bytes but UTF-8 and UTF-16.
    return ElementTree.fromstring(text[declared.end() :].decode("gb18030"))


def _in_two_bytes(text: bytes) -> str | None:
    """The text, if it is UTF-16, with a mark in front or without."""
    for mark, first, encoding in _WIDE:
        if text.startswith((mark, first)):
            return text.decode(encoding)
    return None


_WIDE = (
    (b"\xff\xfe", b"<\0", "utf-16-le"),
    (b"\xfe\xff", b"\0<", "utf-16-be"),
)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_DECLARED = re.compile(
    rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"'](?P<encoding>[A-Za-z0-9._-]+)[\"'][^>]*?\?>"
)
_CHINESE = {b"gbk", b"gb2312", b"gb18030", b"gb_2312-80", b"cp936", b"ms936", b"euc-cn", b"x-gbk"}
