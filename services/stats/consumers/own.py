"""Reads what an application has for itself: the facts that its programme declares, its subject."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from services.stats.consumers.cache import remember
from services.stats.domain.declared import UNDECLARED, Declared, declared, numbers_in
from services.stats.domain.particulars import NONE, Particulars, particulars

Given = dict[str, bool | int | str]


class Own:
    """Remembers what repeats: the numbers differ from one application to the next, and no more."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[object, ...], _Shape] = {}

    def read(self, subject: str | None, facts: Given | None) -> tuple[Declared, Particulars]:
        """The facts that repeat as their text, and the rest. Raises ValueError for bad ids."""
        if facts is None:
            return UNDECLARED, NONE if subject is None else particulars(subject, ())
        # By type too: to a dictionary 1 and True are the same.
        key = (*facts, *map(type, facts.values()))
        shape = self._shapes.get(key) or remember(self._shapes, key, _Shape(facts))
        known = shape.known(facts)
        text = shape.texts.get(known) or remember(shape.texts, known, declared(facts))
        return text, particulars(subject, shape.numbers(facts))


class _Shape:
    """Facts with the same ids and types."""

    def __init__(self, facts: Given) -> None:
        numbers = numbers_in(facts)
        self.numbers = _values_of(*numbers)
        self.known = _values_of(*(name for name in facts if name not in numbers))
        self.texts: dict[tuple[Any, ...], Declared] = {}


def _values_of(*names: str) -> Callable[[Given], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda facts: tuple(facts[name] for name in names)
