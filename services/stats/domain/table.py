"""A table of a partition: values that repeat, each kept once and known by its number."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Added(Generic[T]):
    """The values that a table has got, numbered on from `first`."""

    first: int
    values: tuple[T, ...]


class Table(Generic[T]):
    """Only grows, so that a number means the same for ever."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self.numbers: dict[T, int] = {}
        self._saved = 0

    def learn(self, value: T) -> int:
        """Takes in a value that is not in it yet; its number."""
        number = self.numbers[value] = len(self.values)
        self.values.append(value)
        return number

    def restore(self, values: Iterable[T]) -> None:
        """Takes up what an earlier checkpoint saved."""
        for value in values:
            self.learn(value)
        self._saved = len(self.values)

    def drain(self) -> Added[T]:
        """What it has got since the last call."""
        added = Added(self._saved, tuple(self.values[self._saved :]))
        self._saved = len(self.values)
        return added
