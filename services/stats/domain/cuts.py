"""By what the counts of a round may be cut, and into which values."""

from collections.abc import Iterable
from typing import get_args

from services.stats.domain.counts import Dimension
from shared.programmes import SECTIONS, Programme

UNKNOWN = "unknown"
"""The value of those of which a fact is not known."""


def cuts(programme: Programme) -> tuple[str, ...]:
    """What cells are named by, and the declared facts with few values that are not secret."""
    facts = [fact.id for fact in programme.facts if fact.type != "number" and not fact.secret]
    return (*get_args(Dimension), *facts)


def values_of(programme: Programme, by: str) -> Iterable[str]:
    """Every value that there may be, whether anybody has it or not; industries by division."""
    match by:
        case "district":
            return (district.id for district in programme.districts)
        case "category":
            return (category.id for category in programme.categories)
        case "industry":
            return (f"{n:02}" for each in SECTIONS for n in range(each.first, each.last + 1))
    fact = next(fact for fact in programme.facts if fact.id == by)
    choices = ("true", "false") if fact.type == "boolean" else (c.id for c in fact.choices)
    return (*choices, UNKNOWN)
