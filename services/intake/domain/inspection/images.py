"""Scans and photos: PNG and JPEG, whole and with a picture in them."""

import os
import struct
from typing import BinaryIO

from services.intake.domain.inspection.inspected import FileRefused, Inspected

_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_SEGMENTS_AT_MOST = 1000
_JPEG_TAIL = 4096
"""Bytes within which the end mark stands; cameras write notes of their own behind it."""


def png(content: BinaryIO) -> Inspected:
    """A PNG image. Raises FileRefused when it has no size or its end is missing."""
    content.seek(8)
    head = content.read(16)
    size = content.seek(0, os.SEEK_END)
    content.seek(max(0, size - 12))
    tail = content.read(12)
    if len(head) < 16 or head[4:8] != b"IHDR" or tail[4:8] != b"IEND":
        raise _damaged("PNG")
    width, height = struct.unpack(">II", head[8:16])
    if not (width and height):
        raise _damaged("PNG")
    return Inspected("png", 1)


def jpeg(content: BinaryIO) -> Inspected:
    """A JPEG image. Raises FileRefused when it has no picture or its end is missing."""
    size = content.seek(0, os.SEEK_END)
    content.seek(max(0, size - _JPEG_TAIL))
    if b"\xff\xd9" not in content.read(_JPEG_TAIL):
        raise _damaged("JPEG")
    content.seek(2)
    for _ in range(_SEGMENTS_AT_MOST):
        marker = content.read(2)
        if len(marker) < 2 or marker[0] != 0xFF:
            break
        if marker[1] in _STANDALONE:
            continue
        length = content.read(2)
        if len(length) < 2:
            break
        body = int.from_bytes(length, "big") - 2
        if marker[1] in _FRAMES:
            frame = content.read(5)
            if len(frame) == 5 and int.from_bytes(frame[3:5], "big") and body >= 5:
                return Inspected("jpeg", 1)
            break
        content.seek(max(body, 0), os.SEEK_CUR)
    raise _damaged("JPEG")


def _damaged(kind: str) -> FileRefused:
    return FileRefused(
        "unreadable-file",
        f"is a {kind} image that cannot be opened. Scan it again and send the new file",
    )
