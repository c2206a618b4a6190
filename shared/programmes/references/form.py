"""Limits of an answer field that fit its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.facts import Fact
from shared.programmes.form import AnswerField
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.model import Programme

_ONLY_FOR = {
    "min_length": ("text",),
    "max_length": ("text",),
    "minimum": ("number", "integer"),
    "maximum": ("number", "integer"),
    "unit": ("number", "integer"),
}


def form_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the application form."""
    for i, field in enumerate(programme.answers):
        yield from _field_faults(("answers", i), field)


def _field_faults(at: Loc, field: AnswerField) -> Iterator[Fault]:
    for limit, types in _ONLY_FOR.items():
        if getattr(field, limit) is not None and field.type not in types:
            yield (*at, limit), f"expected only for type {' or '.join(types)}, not {field.type}"
    yield from choice_faults(at, field)
    if field.min_length and field.max_length and field.max_length < field.min_length:
        yield (*at, "max_length"), f"expected min_length {field.min_length} or more"
    if field.minimum is not None and field.maximum is not None and field.maximum < field.minimum:
        yield (*at, "maximum"), f"expected minimum {field.minimum} or more"


def choice_faults(at: Loc, field: AnswerField | Fact) -> Iterator[Fault]:
    """Faults of the choices of an answer or a fact."""
    if field.type == "choice" and len(field.choices) < 2:
        yield (*at, "choices"), "expected at least two choices for type choice"
    if field.type != "choice" and field.choices:
        yield (*at, "choices"), f"expected only for type choice, not {field.type}"
    seen: set[str] = set()
    for j, choice in enumerate(field.choices):
        if choice.id in seen:
            loc = (*at, "choices", j, "id")
            yield loc, f"expected a new id, but {choice.id} is already used above"
        seen.add(choice.id)
