"""The last net below the rule that no line holds personal data: what has a form is taken out."""

import re
from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict

from shared.mail_address import WITHIN

_MARKED = re.compile(
    r"://[^/@\s]+@"  # a login in an address
    rf"|{WITHIN}"  # a mail address
    r"|eyJ[\w-]+\.[\w-]+\.[\w-]*"  # a token
)
_MOBILE = re.compile(r"(?<![\w.-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w.-])")


def masked(_: Any, __: str, line: EventDict) -> EventDict:
    """A processor: the line with `…` for what has one of these forms."""
    for name, value in line.items():
        line[name] = _without(value)
    return line


def _without(value: Any) -> Any:
    match value:
        case str():
            # Most lines are about an event that went its way, and there are thousands a second.
            if "@" in value or "eyJ" in value:
                value = _MARKED.sub("…", value)
            return _MOBILE.sub("…", value)
        case list() | tuple():
            return [_without(each) for each in value]
        case Mapping():
            return {name: _without(each) for name, each in value.items()}
        case _:
            return value
