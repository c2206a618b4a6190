"""A file as it arrived, before anybody has looked at what it is."""

from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """`over` tells that it was larger than it may be, so that the rest was not kept."""

    requirement: str
    filename: str
    size: int
    sha256: str
    content: BinaryIO
    over: bool = False
