"""What the figures are cut by."""

import re
from typing import NamedTuple

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


class Facts(NamedTuple):
    """The facts of an application that decide which cells it counts in."""

    programme: str
    round: str
    district: str
    industry: str
    category: str

    def fault(self) -> str | None:
        """Which fact can't be a part of a cell's name, in words; None when all can."""
        for name, value in zip(self._fields, self, strict=True):
            if not _NAME.fullmatch(value):
                return f"the {name} {value!r} is not an id of letters, digits, '-' and '_'"
        return None
