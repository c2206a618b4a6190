"""Whether an image that lacks its end mark has all of its picture; every viewer opens one that has.

Of a JPEG the library that decodes it fills up whatever is missing and does not say so. So the
picture is decoded with several fillers behind it: only a whole one is the same with each of them.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

from PIL import Image

PIXELS_AT_MOST = 30_000_000
"""Pixels of a picture without its end that is decoded, as memory and time of one file allow."""

_END = b"\xff\xd9"
_RESTARTS = tuple(bytes([0xFF, marker]) for marker in range(0xD0, 0xD8))
_FILLERS = (
    b"",
    *((bits * 64).join((b"", *_RESTARTS, b"")) for bits in (b"\x55", b"\xaa", b"\xfe")),
)
"""Bits where the picture goes on if it does: at once, or after the mark of a part to come."""

_MARKER = re.compile(rb"\xff+([\x01-\xfe])", re.DOTALL)
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_PROGRESSIVE = {0xC2, 0xCA}
_FRAMES = {0xC0, 0xC1, 0xC9, *_PROGRESSIVE}
_SCAN = 0xDA
_ZEROS = 16
_STRIP = 256


def is_whole(content: bytes) -> bool:
    """Whether nothing of the picture is missing but the mark of its end."""
    if content.endswith(bytes(_ZEROS)):
        content = content.rstrip(b"\0")
    content = content.removesuffix(_END[:1])
    if not _has_all_scans(content):
        return False
    try:
        decoded = (_pixels(content + filler + _END) for filler in _FILLERS)
        first = next(decoded)
        return first is not None and all(each == first for each in decoded)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def is_whole_png(content: bytes) -> bool:
    """Whether nothing of the picture is missing; the data of a PNG tell by themselves."""
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            if picture.width * picture.height > PIXELS_AT_MOST:
                return False
            picture.load()
            return True
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False


def _pixels(content: bytes) -> bytes | None:
    """A digest of the picture; None of one that is too large."""
    with Image.open(BytesIO(content), formats=("JPEG",)) as picture:
        width, height = picture.size
        if width * height > PIXELS_AT_MOST:
            return None
        digest = sha256()
        for top in range(0, height, _STRIP):
            strip = picture.crop((0, top, width, min(top + _STRIP, height)))
            digest.update(strip.tobytes())
        return digest.digest()


def _has_all_scans(content: bytes) -> bool:
    """Whether each component was sent, and to its last bit: some pictures come in turns."""
    sent: dict[int, list[int]] = {}
    progressive = False
    for marker, body in _segments(content):
        if marker in _FRAMES and len(body) >= 6:
            progressive = marker in _PROGRESSIVE
            sent = {each: [99] * 64 for each in body[6::3][: body[5]]}
        elif marker == _SCAN and body:
            count = 2 * body[0]
            spectrum = body[1 + count : 4 + count]
            if len(spectrum) < 3:
                return False
            first, last, low = (spectrum[0], spectrum[1], spectrum[2] & 15)
            band = range(first, last + 1) if progressive else range(64)
            for each in body[1 : 1 + count : 2]:
                for at in band:
                    if each in sent and at < 64:
                        sent[each][at] = low if progressive else 0
    return bool(sent) and not any(any(bits) for bits in sent.values())


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while (found := _MARKER.search(content, at)) is not None:
        marker, at = found[1][0], found.end()
        if marker in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        yield marker, content[at + 2 : at + length]
        at += max(length, 2)
