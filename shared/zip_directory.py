"""ZIP archives that somebody sent: their directory is read whole, so it may only be so long."""

from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

DIRECTORY_AT_MOST = 8 * 1024 * 1024
"""Bytes of the list of parts: some eighty thousand; a document of 20 000 pages has a part or three
for each. The library makes an object of half a kilobyte of every entry."""


_METHODS = {
    1: "shrink",
    6: "implode",
    9: "Deflate64",
    12: "bzip2",
    14: "LZMA",
    20: "Zstandard",
    93: "Zstandard",
    95: "XZ",
    98: "PPMd",
}
"""How archives are packed, by number (APPNOTE.TXT of PKWARE, 4.4.5)."""


class TooManyParts(Exception):
    """The directory of the archive is longer than that of any document."""


def opened_zip(content: BinaryIO) -> ZipFile:
    """The archive. Raises TooManyParts, and what `ZipFile` does for one that is damaged."""
    content.seek(0)
    return ZipFile(cast("BinaryIO", _Bounded(content)))


def packed_otherwise(part: ZipInfo) -> str | None:
    """How a part is packed, if it is so as office programs and viewers don't know it.

    The two that they know are unpacked no further than asked for; others are by the library.
    """
    if part.compress_type in (ZIP_STORED, ZIP_DEFLATED):
        return None
    return _METHODS.get(part.compress_type, f"method {part.compress_type}")


class _Bounded:
    """A file of which nobody gets more at once than the longest directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        most = DIRECTORY_AT_MOST + 1
        read = self._file.read(min(size, most) if size >= 0 else most)
        if len(read) >= most:
            raise TooManyParts
        return read
