"""Populations of measures: milestones that are given, values that applications can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shared.programmes.industry import SECTIONS, UnknownIndustry, at_depth
from shared.programmes.measures import AnyOfThese, Dimension, Population, ValueAmong, ValueIs, Where
from shared.programmes.nearest import instead, undefined
from shared.programmes.reference_kinds import Fault, Loc

if TYPE_CHECKING:
    from shared.programmes.industry import Depth
    from shared.programmes.model import Programme


def population_faults(at: Loc, population: Population, programme: Programme) -> Iterator[Fault]:
    """Faults of a population at this location."""
    yield from milestone_faults((*at, "milestone"), population.milestone, programme)
    if population.of == "subjects" and not programme.facts:
        yield (
            (*at, "of"),
            "expected applications: whose each one is, events tell only where facts are declared",
        )
    for i, where in enumerate(population.where):
        yield from _where((*at, "where", i), where, programme)


def milestone_faults(at: Loc, milestone: str, programme: Programme) -> Iterator[Fault]:
    """A fault unless a stage gives the milestone."""
    given = [each.id for each in programme.way.milestones]
    if milestone not in given:
        yield (
            at,
            f"expected a milestone of the path, but no stage gives {milestone}"
            f"{instead(milestone, given)}",
        )


def dimension_faults(at: Loc, dimension: Dimension, programme: Programme) -> Iterator[Fault]:
    """Faults of what applications are told apart by."""
    if dimension.fact is not None:
        yield from _fact((*at, "fact"), dimension.fact, programme)
    if dimension.dimension == "industry" and dimension.depth is None:
        yield (*at, "depth"), "expected how far industries are rolled up: section to class"
    if dimension.dimension != "industry" and dimension.depth is not None:
        yield (*at, "depth"), "expected no depth: only industries have one"


def value_faults(
    at: Loc, value: object, dimension: Dimension, programme: Programme
) -> Iterator[Fault]:
    """A fault unless an application can have the value."""
    match dimension.dimension:
        case "district":
            yield from _one_of(at, value, (d.id for d in programme.districts), "districts")
        case "category":
            yield from _one_of(at, value, (c.id for c in programme.categories), "categories")
        case "industry":
            if dimension.depth is not None and not _is_industry(value, dimension.depth):
                yield at, f"expected a {dimension.depth} of GB/T 4754 in quotes, not {value!r}"
        case None:
            fact = next((f for f in programme.facts if f.id == dimension.fact), None)
            if fact is not None and fact.type == "boolean" and not isinstance(value, bool):
                yield at, f"expected true or false, as the fact {fact.id} is, not {value!r}"
            elif fact is not None and fact.type == "choice":
                yield from _one_of(at, value, (c.id for c in fact.choices), "choices")


def _where(at: Loc, where: Where, programme: Programme) -> Iterator[Fault]:
    match where:
        case AnyOfThese(any_of=parts):
            for i, part in enumerate(parts):
                yield from _where((*at, "any_of", i), part, programme)
        case ValueIs(equals=value):
            yield from dimension_faults(at, where, programme)
            yield from value_faults((*at, "equals"), value, where, programme)
        case ValueAmong(one_of=values):
            yield from dimension_faults(at, where, programme)
            for i, value in enumerate(values):
                yield from value_faults((*at, "one_of", i), value, where, programme)


def _fact(at: Loc, id_: str, programme: Programme) -> Iterator[Fault]:
    facts = {fact.id: fact for fact in programme.facts}
    if id_ not in facts:
        yield at, undefined(id_, facts, "facts")
    elif facts[id_].type == "number":
        yield at, f"expected a boolean or a choice, but {id_} is a number; average it instead"
    elif facts[id_].secret:
        yield at, f"expected a fact that may be told, but {id_} is secret"


def _one_of(at: Loc, value: object, known: Iterable[str], list_name: str) -> Iterator[Fault]:
    ids = list(known)
    if value not in ids:
        yield at, undefined(str(value), ids, list_name)


def _is_industry(value: object, depth: Depth) -> bool:
    if depth == "section":
        return value in {section.letter for section in SECTIONS}
    try:
        code = f"{value}".ljust(4, "0")
        return isinstance(value, str) and at_depth(code, depth) == value
    except UnknownIndustry:
        return False
