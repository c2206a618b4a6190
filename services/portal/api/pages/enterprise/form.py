"""A form: its fields, what is in them, and what a service says is wrong."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, Literal

from services.portal.senders.interfaces import Refused, WrongField

Kind = Literal["text", "long", "email", "date", "number", "integer", "choice", "boolean"]


@dataclass(slots=True)
class Field:
    """One field. `at` is what the interface calls it, `choices` are ids with names."""

    name: str
    label: str
    kind: Kind = "text"
    at: str = ""
    hint: str = ""
    required: bool = True
    longest: int | None = None
    unit: str = ""
    value: str = ""
    wrong: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)


def filled(fields: Iterable[Field], typed: Mapping[str, str]) -> list[Field]:
    """The same fields with what was typed into them."""
    found = list(fields)
    for one in found:
        one.value = typed.get(one.name, one.value)
    return found


def marked(fields: Iterable[Field], refused: Refused) -> list[str]:
    """Notes at each field what is wrong with it; what is about none of them is given back."""
    left: list[str] = [] if refused.wrong else [refused.detail]
    known = list(fields)
    for wrong in refused.wrong:
        owner = next((one for one in known if _is_about(wrong, one)), None)
        if owner is None:
            left.append(wrong.message)
        elif not owner.wrong:
            owner.wrong = wrong.message
    return left


def _is_about(wrong: WrongField, one: Field) -> bool:
    at = one.at or one.name
    return wrong.field == at or wrong.field.startswith(f"{at}.")


def as_answer(kind: str, typed: str) -> Any:
    """What was typed as the interface has it; what can't be read goes as it is, to be refused."""
    if not typed:
        return None
    if kind == "boolean":
        return {"true": True, "false": False}.get(typed, typed)
    if kind in ("number", "integer"):
        plain = typed.replace(",", "").replace("，", "")
        for read in (int, float):
            with suppress(ValueError):
                number = read(plain)
                return number if isfinite(number) else typed
    return typed


def as_typed(answer: Any) -> str:
    """An answer of the interface as it stands in a field."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return "" if answer is None else str(answer)
