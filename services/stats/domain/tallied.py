"""Answers that the counts of a round have already, so that no row need be read."""

from collections.abc import Iterable
from datetime import date

from services.stats.domain.counts import Counts
from services.stats.domain.declared import Kinds
from services.stats.domain.facts import Facts
from services.stats.domain.questions import DISTRICT, Count, Dimension, HowMany, Question

_NOTHING_DECLARED = Kinds({}, ())


def tallied(question: Question, counts: Counts, as_of: date | None = None) -> Count | None:
    """How many applications, by what cells are cut by; of an earlier day by district alone.

    None for anything else.
    """
    if not isinstance(question, HowMany) or question.of != "applications":
        return None
    dimensions = _dimensions(question)
    if any(d.kind == "fact" for d in dimensions) or (as_of and dimensions - {DISTRICT}):
        return None
    total, by = 0, dict[str, int]()
    for facts, count in _counted(question.population.milestone, counts, as_of):
        if question.population.holds(facts, _NOTHING_DECLARED):
            total += count
            value = question.by and question.by.value(facts, _NOTHING_DECLARED)
            if value:
                by[value] = by.get(value, 0) + count
    return Count(total, {value: n for value, n in sorted(by.items()) if n}, no_value=0)


def _dimensions(question: HowMany) -> frozenset[Dimension]:
    found = question.population.dimensions
    return found if question.by is None else found | {question.by}


def _counted(milestone: str, counts: Counts, as_of: date | None) -> Iterable[tuple[Facts, int]]:
    """How many reached a milestone, by the facts that are known of them."""
    if as_of is None:
        for cell, count in counts.standing_cells():
            if cell.milestone == milestone:
                yield Facts("", "", cell.district, cell.industry, cell.category), count
    else:
        for district, tally in counts.by_district(as_of).items():
            yield Facts("", "", district, "", ""), tally.get(milestone, 0)
