"""The parts of a workbook (ISO/IEC 29500, Transitional and Strict): a ZIP of XML files.

Elements are known by their local names, since the namespaces of the two differ. Nothing is unpacked
that is not read, and no more than a bound of it.
"""

import posixpath
import struct
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from services.review.api.stages.recommendation.reading.refusals import packed_by, too_large
from shared.zip_directory import packed_otherwise

MOST_UNPACKED, MOST_TAGS = 120_000_000, 5_000_000
"""Bytes of XML and `<`, at least twice what a full sheet has; a small file can hold far more."""

MOST_IN_A_TREE = 10_000_000
"""Bytes of a part that is read as a whole, such as the formats."""

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
    expat.ExpatError,
)
"""Whatever `zipfile` and the XML parsers raise for a file that is not in order."""

_PIECE = 64 * 1024


class Parts:
    """The parts by name; names of other writers may differ in case and slashes."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._bytes, self._tags = MOST_UNPACKED, MOST_TAGS
        self._members: dict[str, ZipInfo] = {}
        for member in archive.infolist():
            self._members.setdefault(_plain(member.filename), member)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of a part, piece by piece.

        Raises NotASheet once more was unpacked than a sheet has, or one of DAMAGED.
        """
        member = self._members[_plain(name)]
        if (method := packed_otherwise(member)) is not None:
            raise packed_by(method)
        with self._archive.open(member) as part:
            while piece := part.read(_PIECE):
                self._bytes -= len(piece)
                self._tags -= piece.count(b"<")
                if self._bytes < 0 or self._tags < 0:
                    raise too_large(MOST_UNPACKED)
                yield piece

    def xml(self, name: str) -> ElementTree.Element:
        """A small part as a tree. Raises one of DAMAGED."""
        if self._members[_plain(name)].file_size > MOST_IN_A_TREE:
            raise too_large(MOST_UNPACKED)
        text = b"".join(self.pieces(name))
        if b"<!DOCTYPE" in text.replace(b"\0", b""):
            raise ValueError("it defines a document type, which no workbook does")
        return ElementTree.fromstring(text)

    def related(self, name: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to: the last word of the kind, and the part, by id."""
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if relations not in self:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.join("/", folder, each.get("Target", "").replace("\\", "/")),
            )
            for each in self.xml(relations).iter()
            if local(each.tag) == "Relationship"
        }


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def _plain(name: str) -> str:
    return posixpath.normpath(name.strip().replace("\\", "/").lstrip("/")).casefold()
