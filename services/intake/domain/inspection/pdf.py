"""PDF files: they must open, without a password, and have a page."""

import os
from io import BytesIO
from typing import BinaryIO

import pikepdf

from services.intake.domain.inspection.inspected import FileRefused, Inspected

TAIL = 1024
"""Bytes at the end within which readers expect the end mark."""

SMALL = 256 * 1024
"""Bytes up to which a file is read whole: the reader moves about in it hundreds of times, which
costs half of its time in a temporary file's wrapper."""

UNPACKED_AT_MOST = 8 * 1024 * 1024
"""Bytes that one stream with the places of the pages unpacks to; more is not a page tree but an
attack. A million objects need seven."""

# The reader has them for the whole process. Only an attacker packs such a stream twice, so that one
# kilobyte unpacks to hundreds of megabytes.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=UNPACKED_AT_MOST,
    png_max_memory=UNPACKED_AT_MOST,
    run_length_max_memory=UNPACKED_AT_MOST,
    tiff_max_memory=UNPACKED_AT_MOST,
    max_stream_filters=1,
)


def pdf(content: BinaryIO) -> Inspected:
    """The pages of a PDF. Raises FileRefused for one that is encrypted, cut off or damaged."""
    if not _is_whole(content):
        raise FileRefused("unreadable-file", "is a PDF that was cut off. Send the whole file again")
    try:
        with pikepdf.open(_quick_to_seek(content)) as document:
            encrypted, pages = document.is_encrypted, len(document.pages)
    except pikepdf.PasswordError as error:
        raise _encrypted() from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise FileRefused(
            "unreadable-file",
            "is a PDF that cannot be opened. Export or scan it again and send the new file",
        ) from error
    if encrypted:
        raise _encrypted()
    if pages < 1:
        raise FileRefused("unreadable-file", "is a PDF without a single page")
    return Inspected("pdf", pages)


def _quick_to_seek(content: BinaryIO) -> BinaryIO:
    small = content.seek(0, os.SEEK_END) <= SMALL
    content.seek(0)
    return BytesIO(content.read()) if small else content


def _is_whole(content: BinaryIO) -> bool:
    size = content.seek(0, os.SEEK_END)
    content.seek(max(0, size - TAIL))
    return b"%%EOF" in content.read(TAIL)


def _encrypted() -> FileRefused:
    return FileRefused(
        "encrypted-file", "is protected with a password. Remove the protection and send it again"
    )
