"""What a file really is: told from its content, never from its name."""

import zipfile
from pathlib import PurePath
from typing import BinaryIO

from services.intake.domain.inspection.images import jpeg, png
from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.naming import (
    OLE,
    OTHER_ZIP,
    is_encrypted_office,
    name_of_bytes,
    name_of_zip,
)
from services.intake.domain.inspection.ofd import is_ofd, ofd
from services.intake.domain.inspection.pdf import pdf
from services.intake.domain.inspection.xlsx import is_xlsx, xlsx
from services.intake.domain.inspection.zip_parts import DAMAGED

HEAD = 2048
"""Bytes that are looked at to tell the kind; a PDF's mark may stand within the first 1024."""

NAMED_WITHIN = 4 * 1024 * 1024
"""Bytes within which the names of an OLE file's streams are looked for."""

CLAIMS = {
    "pdf": "PDF",
    "ofd": "OFD",
    "xlsx": "XLSX",
    "png": "PNG",
    "jpg": "JPEG",
    "jpeg": "JPEG",
}

ARCHIVE = b"PK\x03\x04"


def inspect(content: BinaryIO, filename: str) -> Inspected:
    """The kind and pages of a file. Raises FileRefused when it is of no kind that is taken."""
    content.seek(0)
    head = content.read(HEAD)
    if not head:
        raise FileRefused("empty-file", "is empty (0 bytes). Save it again and send the new file")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return png(content)
    if head.startswith(b"\xff\xd8\xff"):
        return jpeg(content)
    if head.startswith(ARCHIVE):
        return _zip(content, filename)
    if b"%PDF-" in head[:1024]:
        return pdf(content)
    if head.startswith(OLE) and is_encrypted_office(_beginning(content)):
        raise FileRefused(
            "encrypted-file",
            "is an Office file that is protected with a password. Remove the protection and send "
            "it again",
        )
    raise _unknown(name_of_bytes(head, lambda: _beginning(content)), filename)


def is_archive(content: BinaryIO) -> bool:
    """Whether it may hold far more than its size tells."""
    content.seek(0)
    return content.read(len(ARCHIVE)) == ARCHIVE


def _zip(content: BinaryIO, filename: str) -> Inspected:
    found = OTHER_ZIP
    try:
        content.seek(0)
        with zipfile.ZipFile(content) as archive:
            if is_ofd(archive):
                return ofd(archive)
            if is_xlsx(archive):
                return xlsx(archive)
            found = name_of_zip(archive)
    except DAMAGED as error:
        if _claim(filename) in ("OFD", "XLSX"):
            raise FileRefused(
                "unreadable-file",
                "is damaged and cannot be opened. Export it again and send the new file",
            ) from error
    raise _unknown(found, filename)


def _beginning(content: BinaryIO) -> bytes:
    content.seek(0)
    return content.read(NAMED_WITHIN)


def _unknown(found: str | None, filename: str) -> FileRefused:
    claim = _claim(filename)
    if claim and found:
        return FileRefused(
            "disguised-file",
            f"is called {claim}, but its content is: {found}. Send a real {claim} file",
        )
    if claim:
        return FileRefused(
            "unreadable-file",
            f"is called {claim}, but cannot be opened as one. Export it again and send the new "
            "file",
        )
    what = f"a file of this kind: {found}" if found else "of a kind that is not known here"
    return FileRefused(
        "unsupported-file", f"is {what}. Send a PDF, OFD or XLSX file, or a PNG or JPEG image"
    )


def _claim(filename: str) -> str | None:
    return CLAIMS.get(PurePath(filename).suffix.lower().removeprefix("."))
