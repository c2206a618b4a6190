"""What a mail address looks like, to whoever takes one and to whoever writes to one."""

import re
from typing import Any

from shared.plain_text import half_width

_NOT = r"\s\x00-\x1f\x7f()<>\[\]\\,;:@\"\."
_ATOM = rf"[^{_NOT}]+"
_LABEL = rf"[^{_NOT}\-]([^{_NOT}]*[^{_NOT}\-])?"
_LAST = rf"[^{_NOT}\-0-9]([^{_NOT}]*[^{_NOT}\-])?"

PATTERN = rf"^{_ATOM}(\.{_ATOM})*@({_LABEL}\.)+{_LAST}$"
"""The dot-atoms of RFC 5322 in any script (RFC 6531), at a domain of at least two labels.

A label has no hyphen at an end (RFC 5890), and the last one begins with no digit, by which an
address of a machine is told from a name (RFC 3696). No quoted names, comments, address literals or
ports: no office has such, and mail servers differ over them.
"""

_CHINESE_MARKS = (
    r"\u2014\u2018-\u201f\u2026\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_NEVER = rf"\s<>\"'(),;:@\[\]\\{_CHINESE_MARKS}"
_LETTERS = rf"[^{_NEVER}\x80-\U0010ffff]"
_LOCAL = rf"(?:(?<!{_LETTERS}){_LETTERS}++|(?<![^{_NEVER}])[^{_NEVER}]++(?<=[^\x00-\x7f]))"
_DOMAIN = rf"(?:[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]+)*+(?!{_LETTERS}*@)|[^{_NEVER}]+(?:@[^{_NEVER}]+)*)"
WITHIN = rf"{_LOCAL}@{_DOMAIN}"
"""An address within a text, which may have no space around it: it begins at its letters of ASCII if
its name ends with one, so that “收件人zhang@…” keeps its word, and else at the last mark or space.
"""

_FORM = re.compile(PATTERN)


def normalised(text: Any) -> Any:
    """An address as ASCII has its letters and marks, where they were typed in full width."""
    return half_width(text) if isinstance(text, str) else text


def is_mail_address(text: str) -> bool:
    """Whether a mail can be addressed to it."""
    return _FORM.fullmatch(text) is not None
