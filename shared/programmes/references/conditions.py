"""Conditions that compare answers and facts which exist with values that these can have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.conditions import (
    And,
    AtLeast,
    Comparison,
    Condition,
    Equals,
    LessThan,
    Not,
    OneOf,
    Or,
)
from shared.programmes.facts import FromPreEvaluation
from shared.programmes.nearest import instead, undefined
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.facts import Fact
    from shared.programmes.form import AnswerField
    from shared.programmes.model import Programme


def condition_faults(
    at: Loc, condition: Condition, programme: Programme, *, facts: bool
) -> Iterator[Fault]:
    """Faults of a condition at this location, which may look at facts or not."""
    match condition:
        case Not(negated=inner):
            yield from condition_faults((*at, "not"), inner, programme, facts=facts)
        case And(every=parts):
            for i, part in enumerate(parts):
                yield from condition_faults((*at, "and", i), part, programme, facts=facts)
        case Or(some=parts):
            for i, part in enumerate(parts):
                yield from condition_faults((*at, "or", i), part, programme, facts=facts)
        case Equals() | OneOf() | LessThan() | AtLeast() if condition.answer is not None:
            yield from _of_answer(at, condition, condition.answer, programme)
        case Equals() | OneOf() | LessThan() | AtLeast() if not facts:
            # The applicant could not tell from the form what is asked for.
            yield (*at, "fact"), "expected an answer here: a requirement can't look at a fact"
        case Equals() | OneOf() | LessThan() | AtLeast():
            yield from _of_fact(at, condition, condition.about, programme)


def _of_answer(
    at: Loc, condition: Comparison, answer: str, programme: Programme
) -> Iterator[Fault]:
    fields: dict[str, AnswerField] = {field.id: field for field in programme.answers}
    if answer not in fields:
        is_fact = any(fact.id == answer for fact in programme.facts)
        yield (
            (*at, "answer"),
            f"expected one of the answers, but {answer} is a fact; write fact: {answer}"
            if is_fact
            else undefined(answer, fields, "answers"),
        )
        return
    field = fields[answer]
    if not field.required:
        # Else nobody could tell from an unanswered form what is asked for.
        yield (
            (*at, "answer"),
            f"expected a required answer, but {answer} is optional; make it required",
        )
    for loc, value in _constants(at, condition):
        if field.fault(value) is not None:
            yield (
                loc,
                f"expected a valid answer to {answer} ({field.type}), not {value!r}"
                f"{_choices_instead(field, value)}",
            )


def _of_fact(at: Loc, condition: Comparison, id_: str, programme: Programme) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in programme.facts}
    if id_ not in facts:
        is_answer = any(field.id == id_ for field in programme.answers)
        yield (
            (*at, "fact"),
            f"expected one of the facts, but {id_} is an answer; write answer: {id_}"
            if is_answer
            else undefined(id_, facts, "facts"),
        )
        return
    fact = facts[id_]
    if isinstance(fact.origin, FromPreEvaluation):
        yield (*at, "fact"), f"expected another fact: {id_} is about advice, which decides nothing"
        return
    ordered = isinstance(condition, LessThan | AtLeast)
    for loc, value in _constants(at, condition):
        if ordered and fact.type != "number":
            yield loc, f"expected a fact of type number, but {id_} is of type {fact.type}"
        elif not _fits(fact, value):
            yield (
                loc,
                f"expected a value of {id_} ({fact.type}), not {value!r}"
                f"{_choices_instead(fact, value)}",
            )


def _constants(at: Loc, condition: Comparison) -> Iterator[tuple[Loc, object]]:
    match condition:
        case Equals(equals=value):
            yield (*at, "equals"), value
        case OneOf(one_of=values):
            for i, value in enumerate(values):
                yield (*at, "one_of", i), value
        case LessThan(less_than=bound):
            yield (*at, "less_than"), bound
        case AtLeast(at_least=bound):
            yield (*at, "at_least"), bound


def _fits(fact: Fact, value: object) -> bool:
    match fact.type:
        case "boolean":
            return isinstance(value, bool)
        case "choice":
            return any(value == choice.id for choice in fact.choices)
        case "number":
            return not isinstance(value, bool | str)


def _choices_instead(field: Fact | AnswerField, value: object) -> str:
    return instead(str(value), (choice.id for choice in field.choices))
