"""Parts of a ZIP archive that somebody sent, read with caution."""

import posixpath
import struct
import zlib
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

LARGEST_PART = 5_000_000
"""Bytes of XML that are unpacked; a larger part is not a page tree but an attack."""

DAMAGED = (
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # encrypted, or packed in a way that nobody uses
    ValueError,
    struct.error,
    zlib.error,
    ElementTree.ParseError,
)
"""Whatever `zipfile` and the XML parser raise for a file that is not in order."""


def read_xml(archive: ZipFile, part: str) -> ElementTree.Element:
    """A part of an archive as XML. Raises one of DAMAGED when it is none."""
    name = posixpath.normpath(part)
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise ValueError(f"{name} is larger than {LARGEST_PART} bytes")
    text = archive.read(name)
    if b"<!DOCTYPE" in text.replace(b"\0", b""):
        raise ValueError(f"{name} defines a document type, which none of these formats does")
    return ElementTree.fromstring(text)
