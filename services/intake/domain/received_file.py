"""A file as it arrived, before anybody has looked at what it is."""

from dataclasses import dataclass
from typing import BinaryIO

ADD = "add"
"""The target of a file that replaces none."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One that came without a name is called by its requirement.

    `over` tells that it was larger than it may be, so that the rest was not kept. `target` is the
    id or SHA-256 of the file that it is said to replace, or ADD; None when nothing was said.
    """

    requirement: str
    filename: str
    size: int
    sha256: str
    content: BinaryIO
    over: bool = False
    target: str | None = None
