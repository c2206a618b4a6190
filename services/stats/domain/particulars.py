"""What each application has for itself, and no other: whose it is, and its numbers."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

Particulars: TypeAlias = bytes
"""Subject and numbers, packed; the fold keeps it unread."""

NONE: Particulars = b""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[str | None, tuple[int, ...]]).decode


def particulars(subject: str | None, numbers: Sequence[int]) -> Particulars:
    """The subject with the numbers, in the order of their ids."""
    return _encode((subject, numbers))


def unpacked(packed: Particulars) -> tuple[str | None, tuple[int, ...]]:
    """The subject and the numbers."""
    return _decode(packed) if packed else (None, ())
