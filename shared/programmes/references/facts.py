"""Facts that come from answers which exist, in types that fit them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.facts import Fact, FromAnswer, FromQualification
from shared.programmes.nearest import instead, undefined
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.form import choice_faults

if TYPE_CHECKING:
    from shared.programmes.form import AnswerField
    from shared.programmes.model import Programme

_FITTING = {"boolean": ("boolean",), "choice": ("choice",), "number": ("number", "integer")}


def fact_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the declared facts."""
    answers = {field.id: field for field in programme.answers}
    for i, fact in enumerate(programme.facts):
        at: Loc = ("facts", i)
        if fact.id in answers:
            yield (*at, "id"), f"expected an id of its own, but {fact.id} is an answer; rename one"
        yield from choice_faults(at, fact)
        if fact.type != "number" and (fact.unit or fact.times != 1):
            yield (*at, "unit" if fact.unit else "times"), "expected only for type number"
        match fact.origin:
            case FromAnswer(answer=answer):
                yield from _from_answer((*at, "from"), fact, answer, answers)
            case FromQualification():
                yield from _from_qualification(at, fact, fact.origin)


def _from_qualification(at: Loc, fact: Fact, origin: FromQualification) -> Iterator[Fault]:
    if fact.type == "number":
        yield (*at, "type"), "expected boolean or choice: a qualification is no number"
    if fact.type == "choice" and origin.levels:
        yield (*at, "from", "levels"), "expected only for type boolean: the choices are the levels"


def _from_answer(
    at: Loc, fact: Fact, answer: str, answers: dict[str, AnswerField]
) -> Iterator[Fault]:
    field = answers.get(answer)
    if field is None:
        yield (*at, "answer"), undefined(answer, answers, "answers")
        return
    assert isinstance(fact.origin, FromAnswer)
    if fact.origin.one_of:
        yield from _one_of((*at, "one_of"), fact, field, fact.origin.one_of)
    elif field.type not in _FITTING[fact.type]:
        yield (
            (*at, "answer"),
            f"expected an answer of type {' or '.join(_FITTING[fact.type])}, but {answer} is of "
            f"type {field.type}",
        )
    elif fact.type == "choice":
        known = {choice.id for choice in fact.choices}
        missing = [choice.id for choice in field.choices if choice.id not in known]
        if missing:
            yield (
                (*at, "answer"),
                f"expected every choice of {answer} among those of {fact.id}; add "
                f"{', '.join(missing)}",
            )


def _one_of(at: Loc, fact: Fact, field: AnswerField, values: tuple[str, ...]) -> Iterator[Fault]:
    if fact.type != "boolean":
        yield at, f"expected only for type boolean, not {fact.type}"
    for j, value in enumerate(values):
        if field.fault(value) is not None:
            remedy = instead(value, (choice.id for choice in field.choices))
            yield (*at, j), f"expected a valid answer to {field.id}, not {value!r}{remedy}"
