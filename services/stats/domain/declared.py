"""The facts that a programme declares, as one application has them."""

import re
from collections.abc import Mapping
from typing import NewType

import msgspec

from shared.contracts.base import FactValue

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")

Declared = NewType("Declared", str)
"""What repeats among applications, as a text that a partition keeps once: a Kinds in JSON."""

UNDECLARED = Declared("")
"""Of an application whose programme declares nothing, or of which nobody told it."""


class Kinds(msgspec.Struct, frozen=True):
    """What an application is, by the id of the fact, and the ids of the numbers that it gives."""

    known: dict[str, bool | str]
    numbers: tuple[str, ...]


def numbers_in(facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The ids of the facts that are numbers, in the order in which their values are kept."""
    # A boolean is a number to Python.
    return tuple(sorted(name for name, value in facts.items() if type(value) is int))


def declared(facts: Mapping[str, FactValue]) -> Declared:
    """The text of an application's facts, in which numbers are but named.

    Raises ValueError for what can't be the id of a fact or of a choice.
    """
    for name, value in facts.items():
        for id_ in (name, value) if isinstance(value, str) else (name,):
            if not _ID.fullmatch(id_):
                raise ValueError(f"the fact {name!r}: {value!r} is not an id of letters and digits")
    known = {name: value for name, value in sorted(facts.items()) if isinstance(value, bool | str)}
    return Declared(msgspec.json.encode(Kinds(known, numbers_in(facts))).decode())


def kinds_of(text: Declared) -> Kinds:
    """What a text says."""
    return msgspec.json.decode(text, type=Kinds) if text else Kinds({}, ())
