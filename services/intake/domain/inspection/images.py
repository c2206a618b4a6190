"""Scans and photos: PNG and JPEG, whole and with a picture in them.

What stands behind the picture does not matter: padding, or the film that belongs to a photo.
"""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from services.intake.domain.inspection.inspected import FileRefused, Inspected

_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_SCAN, _END = 0xDA, 0xD9
_SEGMENTS_AT_MOST = 1000
_FILL_AT_MOST = 64 * 1024
"""Bytes of padding that may stand between two segments."""

_CHUNKS_AT_MOST = 100_000
_PIECE = 256 * 1024


def png(content: BinaryIO) -> Inspected:
    """A PNG image. Raises FileRefused when it has no size or its end is missing."""
    content.seek(8)
    size = content.read(16)
    if len(size) < 16 or size[4:8] != b"IHDR" or not all(struct.unpack(">II", size[8:16])):
        raise _damaged("PNG")
    content.seek(8)
    for _ in range(_CHUNKS_AT_MOST):
        head = content.read(8)
        if len(head) < 8:
            break
        if head[4:] == b"IEND":
            return Inspected("png", 1)
        content.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
    raise _cut_off("PNG")


def jpeg(content: BinaryIO) -> Inspected:
    """A JPEG image. Raises FileRefused when it has no picture or its end is missing."""
    content.seek(2)
    has_size = False
    for _ in range(_SEGMENTS_AT_MOST):
        marker = _marker(content)
        if marker in (_SCAN, _END):
            if not has_size:
                break
            if marker == _SCAN and not _has_end(content):
                raise _cut_off("JPEG")
            return Inspected("jpeg", 1)
        if marker in _STANDALONE:
            continue
        length = content.read(2)
        if marker is None or len(length) < 2:
            break
        body = int.from_bytes(length, "big") - 2
        if marker in _FRAMES:
            frame = content.read(5)
            has_size = len(frame) == 5 and body >= 5 and any(frame[3:5])
            body -= 5
        content.seek(max(body, 0), os.SEEK_CUR)
    raise _cut_off("JPEG") if has_size else _damaged("JPEG")


def _marker(content: BinaryIO) -> int | None:
    """What the next segment is, behind any fill bytes; None where no segment begins."""
    if content.read(1) != b"\xff":
        return None
    for _ in range(_FILL_AT_MOST):
        kind = content.read(1)
        if kind != b"\xff":
            return kind[0] if kind else None
    return None


def _has_end(content: BinaryIO) -> bool:
    last = b""
    for piece in _pieces(content):
        if b"\xff\xd9" in last + piece:
            return True
        last = piece[-1:]
    return False


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _damaged(kind: str) -> FileRefused:
    return FileRefused(
        "unreadable-file",
        f"is a {kind} image that cannot be opened. Scan it again and send the new file",
    )


def _cut_off(kind: str) -> FileRefused:
    return FileRefused(
        "unreadable-file",
        f"is a {kind} image whose end is missing, so that a part of the picture may be too. Send "
        "the whole file, or scan it again",
    )
