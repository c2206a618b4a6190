"""A requirement tree that asks for things that exist, and can be met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.nearest import undefined
from shared.programmes.reference_kinds import Fault, Loc
from shared.programmes.references.conditions import condition_faults
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

MOST_WAYS = 200
"""Through one choice; whoever lacks it is told all of them."""


def tree_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the requirement tree."""
    tree = _Tree(programme)
    for i, requirement in enumerate(programme.requirements):
        yield from tree.faults(("requirements", i), requirement, in_choice=False)


class _Tree:
    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._materials = [material.id for material in programme.materials]
        self._answers = [field.id for field in programme.answers]

    def faults(self, at: Loc, requirement: Requirement, *, in_choice: bool) -> Iterator[Fault]:
        match requirement:
            case MaterialLeaf(material=item) if item not in self._materials:
                yield (*at, "material"), undefined(item, self._materials, "materials")
            case AnswerLeaf(answer=item) if item not in self._answers:
                yield (*at, "answer"), undefined(item, self._answers, "answers")
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
            case When(when=conditional):
                if in_choice:
                    # A choice that changes with an answer cannot be explained to an applicant.
                    yield (*at, "when"), "expected no when inside any_of or n_of: put it around"
                within = (*at, "when", "condition")
                yield from condition_faults(
                    within, conditional.condition, self._programme, facts=False
                )
                yield from self.faults((*at, "when", "then"), conditional.then, in_choice=in_choice)

    def _parts(
        self, at: Loc, parts: tuple[Requirement, ...], *, in_choice: bool
    ) -> Iterator[Fault]:
        for i, part in enumerate(parts):
            yield from self.faults((*at, i), part, in_choice=in_choice)


def _too_many(at: Loc, parts: tuple[Requirement, ...]) -> Iterator[Fault]:
    found = sum(map(ways, parts))
    if found > MOST_WAYS:
        yield at, f"expected a choice of {MOST_WAYS} ways at most, not {found:,}: take it apart"
