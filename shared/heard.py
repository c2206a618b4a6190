"""What a record remembers of the events that it heard, so that each has its effect once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Position:
    """Which event it is: the `seq`-th of its key in a stream (a topic without its prefix)."""

    stream: str
    seq: int


Heard: TypeAlias = Mapping[str, tuple[int, ...]]
"""By stream the sequences of the events that had their effect."""


def has_heard(heard: Heard, event: Position) -> bool:
    """Whether this event had its effect already."""
    return event.seq in heard.get(event.stream, ())


def with_heard(heard: Heard, event: Position) -> dict[str, tuple[int, ...]]:
    """The memory with this event in it."""
    known = heard.get(event.stream, ())
    return {**heard, event.stream: tuple(sorted({*known, event.seq}))}
