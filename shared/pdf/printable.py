"""Text as it can be printed: what nobody could see is left out or shown by its number."""

import unicodedata

_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
_HINTS = {
    "\N{SOFT HYPHEN}",
    "\N{COMBINING GRAPHEME JOINER}",
    "\N{ZERO WIDTH SPACE}",
    "\N{ZERO WIDTH NON-JOINER}",
    "\N{ZERO WIDTH JOINER}",
    "\N{WORD JOINER}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}
"""What only hints how to break or draw its neighbours. A reader may find it at every letter."""


def printable(text: str) -> str:
    """The text on lines ended by "\\n", without tabs and hints.

    What hides or turns round other text (control characters, marks of direction) and halves of
    characters are shown, as [U+202E].
    """
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS).replace("\t", " ")
    return "".join(map(_shown, lines))


def _shown(character: str) -> str:
    if character in _HINTS:
        return ""
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character != "\n":
        return f"[U+{ord(character):04X}]"
    return character
