"""A requirement tree that asks for things that exist, and can be met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from shared.programmes.conditions import (
    And,
    AtLeast,
    Condition,
    Equals,
    LessThan,
    Not,
    OneOf,
    Or,
)
from shared.programmes.form import AnswerField
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.requirements import (
    AllOf,
    AnswerLeaf,
    AnyOf,
    MaterialLeaf,
    NOf,
    Requirement,
    Some,
    When,
)
from shared.programmes.ways import ways

if TYPE_CHECKING:
    from shared.programmes.model import Programme

Look = Equals | OneOf | LessThan | AtLeast

MOST_WAYS = 200
"""Through one choice; whoever lacks it is told all of them."""


def tree_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the requirement tree."""
    tree = _Tree(
        materials={material.id for material in programme.materials},
        answers={field.id: field for field in programme.answers},
    )
    for i, requirement in enumerate(programme.requirements):
        yield from tree.faults(("requirements", i), requirement, in_choice=False)


class _Tree:
    def __init__(self, materials: set[str], answers: dict[str, AnswerField]) -> None:
        self.materials = materials
        self.answers = answers

    def faults(self, at: Loc, requirement: Requirement, *, in_choice: bool) -> Iterator[Fault]:
        match requirement:
            case MaterialLeaf(material=item) if item not in self.materials:
                yield (*at, "material"), f"expected one of the materials, but {item} is not defined"
            case AnswerLeaf(answer=item) if item not in self.answers:
                yield (*at, "answer"), f"expected one of the answers, but {item} is not defined"
            case AllOf(all_of=parts):
                yield from self._parts((*at, "all_of"), parts, in_choice=in_choice)
            case AnyOf(any_of=parts):
                yield from _too_many((*at, "any_of"), parts)
                yield from self._parts((*at, "any_of"), parts, in_choice=True)
            case NOf(n_of=Some(n=n, of=parts)):
                if n > len(parts):
                    yield (*at, "n_of", "n"), f"expected at most {len(parts)}, the parts there are"
                yield from _too_many((*at, "n_of", "of"), parts)
                yield from self._parts((*at, "n_of", "of"), parts, in_choice=True)
            case When(when=case):
                if in_choice:
                    # A choice that changes with an answer cannot be explained to an applicant.
                    yield (*at, "when"), "expected no when inside any_of or n_of: put it around"
                yield from self._condition((*at, "when", "condition"), case.condition)
                yield from self.faults((*at, "when", "then"), case.then, in_choice=in_choice)

    def _parts(
        self, at: Loc, parts: tuple[Requirement, ...], *, in_choice: bool
    ) -> Iterator[Fault]:
        for i, part in enumerate(parts):
            yield from self.faults((*at, i), part, in_choice=in_choice)

    def _condition(self, at: Loc, condition: Condition) -> Iterator[Fault]:
        match condition:
            case Equals(equals=value):
                yield from self._looks_at(at, condition, (((*at, "equals"), value),))
            case OneOf(one_of=values):
                places = tuple(((*at, "one_of", i), value) for i, value in enumerate(values))
                yield from self._looks_at(at, condition, places)
            case LessThan(less_than=bound):
                yield from self._looks_at(at, condition, (((*at, "less_than"), bound),))
            case AtLeast(at_least=bound):
                yield from self._looks_at(at, condition, (((*at, "at_least"), bound),))
            case Not(negated=inner):
                yield from self._condition((*at, "not"), inner)
            case And(every=parts):
                for i, part in enumerate(parts):
                    yield from self._condition((*at, "and", i), part)
            case Or(some=parts):
                for i, part in enumerate(parts):
                    yield from self._condition((*at, "or", i), part)

    def _looks_at(
        self, at: Loc, look: Look, values: tuple[tuple[Loc, object], ...]
    ) -> Iterator[Fault]:
        if look.answer is None:
            # The applicant could not tell from the form what is asked for.
            yield (*at, "fact"), "expected an answer here: a requirement can't look at a fact"
            return
        yield from answer_faults(at, look.answer, values, self.answers)


def _too_many(at: Loc, parts: tuple[Requirement, ...]) -> Iterator[Fault]:
    found = sum(map(ways, parts))
    if found > MOST_WAYS:
        yield at, f"expected a choice of {MOST_WAYS} ways at most, not {found:,}: take it apart"


def answer_faults(
    at: Loc,
    answer: str,
    values: tuple[tuple[Loc, object], ...],
    answers: Mapping[str, AnswerField],
) -> Iterator[Fault]:
    """Faults of a condition that compares an answer with these values."""
    field = answers.get(answer)
    if field is None:
        yield (*at, "answer"), f"expected one of the answers, but {answer} is not defined"
        return
    if not field.required:
        # Else nobody could tell from an unanswered form what is asked for.
        yield (*at, "answer"), f"expected a required answer, but {answer} is optional"
    for loc, value in values:
        if field.fault(value) is not None:
            yield loc, f"expected a valid answer to {answer} ({field.type}), not {value!r}"
