"""Text as people paste it: what of it nobody sees, and whether it is one line.

Python knows the characters of some version of Unicode only; those of a later one, such as rare
ideographs of GB 18030-2022, are nothing that can't be read for that.
"""

import unicodedata
from typing import Any

INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff",
)
"""Characters without width that come along when a text is copied; nobody writes them."""

_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""They have no width, but change how the characters beside them are written."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def visible(text: str) -> str:
    """The text without characters that nobody sees."""
    if INVISIBLE.isdisjoint(text):
        return text
    return "".join(character for character in text if character not in INVISIBLE)


def is_one_line(text: str) -> bool:
    """Whether it has nothing but what stands in one line: no control, no line end, no half."""
    return all(_is_readable(character) for character in text)


def readable(text: str) -> str:
    """The text without whatever can't stand in one line."""
    return "".join(character for character in visible(text) if _is_readable(character))


def half_width(text: str) -> str:
    """Digits, letters and marks as ASCII has them, where they were typed in full width."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(character for character in plain if unicodedata.category(character) != "Cf")


def typed(text: Any) -> Any:
    """A text with lines that end as they were typed: forms send two characters for one key."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def _is_readable(character: str) -> bool:
    if character in _JOINERS:
        return True
    if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
        return False  # for ever no character
    return unicodedata.category(character) not in _UNREADABLE
