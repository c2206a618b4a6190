"""PDF files: they must open, without a password, and have a page."""

import os
import re
from io import BytesIO
from typing import BinaryIO

import pikepdf

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.viewer import is_packed_past_bounds, pages_in_viewer

TAIL = 1024
"""Bytes at the end within which most files have their end mark."""

SMALL = 256 * 1024
"""Bytes up to which a file is read whole: the reader moves about in it hundreds of times, which
costs half of its time in a temporary file's wrapper."""

UNPACKED_AT_MOST = 32 * 1024 * 1024
"""Bytes that one stream with the places of the pages unpacks to; more is not a page tree but an
attack. A million objects need seven million."""

PAGES_AT_MOST = 20_000
"""Nodes of the page tree; one page can stand in it any number of times and is opened as often."""

_PIECE = 1024 * 1024
_OVERLAP = 16
_END = re.compile(rb"%%EOF|startxref|\btrailer\b")
_OBJECT = re.compile(rb"\bendobj\b")
_REFERENCE = re.compile(rb"(?<![\d.])(\d{1,7}) (\d{1,5}) R\b")
_OBJECTS_AT_MOST = 100_000

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
    """The pages of a PDF. Raises FileRefused for one that needs a password, is cut off or damaged.

    What viewers open is taken: with restrictions that its owner has set, with bytes behind its end,
    or with such damage as can be repaired without a page lost.
    """
    whole, content = _is_whole(content), _quick_to_seek(content)
    try:
        pages = _pages(content, whole)
    except FileRefused as refusal:
        if refusal.code != "file-too-complex" and whole:
            seen = _pages_in_viewer(content)
            if seen:
                return Inspected("pdf", seen)
        raise
    return Inspected("pdf", pages)


def _pages(content: BinaryIO, whole: bool) -> int:
    try:
        with pikepdf.open(content) as document:
            _check_page_tree(document)
            pages = len(document.pages)
            complete = whole or _has_everything(document, pages)
    except pikepdf.PasswordError as error:
        raise FileRefused(
            "encrypted-file",
            "is protected with a password. Remove the protection and send it again",
            "设有密码。请取消密码后重新发送",
        ) from error
    except (pikepdf.PdfError, AttributeError, LookupError, ValueError, RuntimeError) as error:
        raise (_damaged() if whole else _cut_off()) from error
    if not complete:
        raise _cut_off()
    if pages < 1:
        raise FileRefused(
            "unreadable-file", "is a PDF without a single page", "是没有任何页面的 PDF"
        )
    return pages


def _pages_in_viewer(content: BinaryIO) -> int | None:
    """What a viewer finds where the reader does not. Raises FileRefused when it is too much."""
    if is_packed_past_bounds(content):
        return None
    pages = pages_in_viewer(content, PAGES_AT_MOST)
    if pages is not None and pages > PAGES_AT_MOST:
        raise _too_many_pages()
    return pages


def _check_page_tree(document: pikepdf.Pdf) -> None:
    """Walks the tree without opening a page. Raises FileRefused when it has too many nodes."""
    left, nodes = PAGES_AT_MOST, [document.Root.get("/Pages")]
    while nodes:
        node = nodes.pop()
        kids = node.get("/Kids") if isinstance(node, pikepdf.Dictionary) else None
        if not isinstance(kids, pikepdf.Array):
            continue
        left -= len(kids)
        if left < 0:
            raise _too_many_pages()
        nodes.extend(kids)


def _quick_to_seek(content: BinaryIO) -> BinaryIO:
    small = content.seek(0, os.SEEK_END) <= SMALL
    content.seek(0)
    return BytesIO(content.read()) if small else content


def _has_everything(document: pikepdf.Pdf, pages: int) -> bool:
    """Whether a document without an end has lost nothing that it refers to."""
    if document.Root.Pages.get("/Count") != pages or len(document.objects) > _OBJECTS_AT_MOST:
        return False
    for found in document.objects:
        # Numbers, names and nothing are no objects of the library.
        if not isinstance(found, pikepdf.Object):
            continue
        for number, generation in _REFERENCE.findall(found.unparse()):
            if document.get_object(int(number), int(generation)) is None:
                return False
    return not any("stream" in str(warning) for warning in document.get_warnings())


def _is_whole(content: BinaryIO) -> bool:
    """Whether it ends as a PDF does: with what stands behind the last object, whatever follows."""
    end, length = content.seek(0, os.SEEK_END), TAIL
    while end > 0:
        start = max(0, end - length)
        content.seek(start)
        piece = content.read(end - start + _OVERLAP)
        marks, objects = list(_END.finditer(piece)), list(_OBJECT.finditer(piece))
        if marks or objects:
            last_object = objects[-1].start() if objects else -1
            return bool(marks) and marks[-1].start() > last_object
        end, length = start, _PIECE
    return False


def _too_many_pages() -> FileRefused:
    return FileRefused(
        "file-too-complex",
        f"has more than {PAGES_AT_MOST} pages. Send it in parts",
        f"超过 {PAGES_AT_MOST} 页。请分成几份发送",
    )


def _damaged() -> FileRefused:
    return FileRefused(
        "unreadable-file",
        "is a PDF that cannot be opened. Export or scan it again and send the new file",
        "是 PDF，但无法打开。请重新导出或扫描后发送",
    )


def _cut_off() -> FileRefused:
    return FileRefused(
        "unreadable-file",
        "is a PDF that was cut off. Send the whole file again",
        "是不完整的 PDF。请重新发送完整的文件",
    )
