"""Parts of a ZIP archive that somebody sent, read with caution."""

import posixpath
import struct
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

UNPACKED_AT_MOST = 5_000_000
"""Bytes of XML that are unpacked together; more is not a page tree but an attack."""

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


def read_xml(archive: ZipFile, parts: Iterable[str]) -> list[ElementTree.Element]:
    """Parts of an archive as XML, each once. Raises one of DAMAGED when one is none."""
    names = dict.fromkeys(posixpath.normpath(part) for part in parts)
    found = [archive.getinfo(name) for name in names]
    if sum(part.file_size for part in found) > UNPACKED_AT_MOST:
        raise ValueError(f"its parts have more than {UNPACKED_AT_MOST} bytes")
    # Only these are unpacked no further than asked for.
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in found):
        raise ValueError("it is packed in a way that nobody uses")
    return [_xml(archive.read(part)) for part in found]


def _xml(text: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in text.replace(b"\0", b""):
        raise ValueError("it defines a document type, which none of these formats does")
    return ElementTree.fromstring(text)
