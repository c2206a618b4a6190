"""Scans and photos: PNG and JPEG, whole and with a picture in them.

What stands behind the picture does not matter: padding, or the film that belongs to a photo.
"""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from services.intake.domain.inspection.inspected import FileRefused, Inspected
from services.intake.domain.inspection.without_end import is_whole, is_whole_png

_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_SCAN, _END = 0xDA, 0xD9
_SEGMENTS_AT_MOST = 1000
_BETWEEN_AT_MOST = 64 * 1024
"""Bytes of an image that may stand outside its segments; every viewer passes over them."""

_CHUNKS_AT_MOST = 100_000
_PIECE = 256 * 1024


def png(content: BinaryIO) -> Inspected:
    """A PNG image. Raises FileRefused when it has no size or a part of it is missing."""
    content.seek(8)
    size = content.read(16)
    if size[4:8] == b"CgBI":
        raise FileRefused(
            "unreadable-file",
            "is a PNG image in the form that Apple makes for its apps (CgBI), which other programs "
            "don't open. Open it on the Mac or iPhone, export it as PNG or JPEG and send that",
            "是 Apple 为其应用优化的 PNG 图片（CgBI），其他软件无法打开。"
            "请在 Mac 或 iPhone 上打开后另存为 PNG 或 JPEG，再行发送",
        )
    if len(size) < 16 or size[4:8] != b"IHDR" or not all(struct.unpack(">II", size[8:16])):
        raise _damaged("PNG")
    content.seek(8)
    for _ in range(_CHUNKS_AT_MOST):
        head = content.read(8)
        if len(head) < 8:
            if is_whole_png(_all(content)):
                return Inspected("png", 1)
            break
        if head[4:] == b"IEND":
            return Inspected("png", 1)
        content.seek(int.from_bytes(head[:4], "big") + 4, os.SEEK_CUR)
    raise _cut_off("PNG")


def jpeg(content: BinaryIO) -> Inspected:
    """A JPEG image. Raises FileRefused when it has no picture or a part of it is missing."""
    content.seek(2)
    has_size, between = False, _BETWEEN_AT_MOST
    for _ in range(_SEGMENTS_AT_MOST):
        marker, between = _marker(content, between)
        if marker in (_SCAN, _END):
            if not has_size:
                break
            if marker == _SCAN and not (_has_end(content) or is_whole(_all(content))):
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


def _marker(content: BinaryIO, within: int) -> tuple[int | None, int]:
    """What the next segment is, or None where none begins `within` so many bytes; and their rest.

    Padding and bytes that belong to no segment are passed over.
    """
    before = b""
    for left in range(within, 0, -1):
        byte = content.read(1)
        if before == b"\xff" and byte not in (b"\xff", b"\0", b""):
            return byte[0], left
        if not byte:
            break
        before = byte
    return None, 0


def _has_end(content: BinaryIO) -> bool:
    last = b""
    for piece in _pieces(content):
        if b"\xff\xd9" in last + piece:
            return True
        last = piece[-1:]
    return False


def _all(content: BinaryIO) -> bytes:
    content.seek(0)
    return content.read()


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _damaged(kind: str) -> FileRefused:
    return FileRefused(
        "unreadable-file",
        f"is a {kind} image that cannot be opened. Scan it again and send the new file",
        f"是 {kind} 图片，但无法打开。请重新扫描后发送",
    )


def _cut_off(kind: str) -> FileRefused:
    return FileRefused(
        "unreadable-file",
        f"is a {kind} image whose end is missing, so that a part of the picture may be too. Send "
        "the whole file, or scan it again",
        f"是 {kind} 图片，但缺少末尾，画面可能不完整。请发送完整的文件，或重新扫描",
    )
