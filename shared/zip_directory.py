"""ZIP archives that somebody sent: their directory is read whole, so it may only be so long."""

from typing import BinaryIO, cast
from zipfile import ZipFile

DIRECTORY_AT_MOST = 8 * 1024 * 1024
"""Bytes of the list of parts: some eighty thousand; a document of 20 000 pages has a part or three
for each. The library makes an object of half a kilobyte of every entry."""


class TooManyParts(Exception):
    """The directory of the archive is longer than that of any document."""


def opened_zip(content: BinaryIO) -> ZipFile:
    """The archive. Raises TooManyParts, and what `ZipFile` does for one that is damaged."""
    content.seek(0)
    return ZipFile(cast("BinaryIO", _Bounded(content)))


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
