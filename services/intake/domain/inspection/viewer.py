"""What the PDF viewer of most browsers (PDFium) makes of a file: a second opinion.

The strict reader finds no way into some files that every viewer shows: a broken trailer or page
tree, or a password for nothing but what is attached.
"""

import logging
from typing import BinaryIO

import pikepdf

_READER = "pikepdf._core"
_BOUNDS = ("memory limit", "limits error")
"""What the strict reader says when it was asked to unpack more than it may."""


def pages_in_viewer(content: BinaryIO, at_most: int) -> int | None:
    """How many pages the viewer finds, all of them; None when it does not open or lacks one.

    More than `at_most` are not counted on.
    """
    # The service itself opens no file, so that it need not hold another library in memory.
    import pypdfium2

    content.seek(0)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        claimed = len(document)
        for page in range(min(claimed, at_most + 1)):
            document.get_page_size(page)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()
    return min(claimed, at_most + 1)


def is_packed_past_bounds(content: BinaryIO) -> bool:
    """Whether the strict reader gave up because something unpacks to more than it may."""
    said, log = _Said(), logging.getLogger(_READER)
    content.seek(0)
    log.addHandler(said)
    try:
        pikepdf.open(content, suppress_warnings=False).close()
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return said.bounds
    finally:
        log.removeHandler(said)
    return said.bounds


class _Said(logging.Handler):
    """Listens to the warnings of the strict reader."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.bounds = False

    def emit(self, record: logging.LogRecord) -> None:
        self.bounds |= any(mark in record.getMessage() for mark in _BOUNDS)
