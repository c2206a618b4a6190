"""Measures that stand on figures which exist, in units that can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.measures import Change, ShareChange
from shared.programmes.nearest import instead, undefined
from shared.programmes.reference_kinds import Fault

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def figure_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the measures and of the published figures."""
    externals = {figure.id: figure for figure in programme.external_figures}
    given = [milestone.id for milestone in programme.way.milestones]
    for i, measure in enumerate(programme.measures):
        for name in ("counts", "numerator", "denominator"):
            population = getattr(measure, name, None)
            if population is not None and population.milestone not in given:
                yield (
                    ("measures", i, name, "milestone"),
                    f"expected a milestone of the path, but no stage gives {population.milestone}"
                    f"{instead(population.milestone, given)}",
                )
        if not isinstance(measure, Change | ShareChange):
            continue
        loc = ("measures", i, "before", "external")
        before = externals.get(measure.before.external)
        unit = "count" if isinstance(measure, Change) else "percent"
        if before is None:
            yield loc, undefined(measure.before.external, externals, "external_figures")
        elif before.unit != unit:
            yield loc, f"expected a figure in {unit}, but {before.id} is in {before.unit}"

    known = [*(measure.id for measure in programme.measures), *externals]
    rounds = [round_.id for round_ in programme.rounds]
    for i, published in enumerate(programme.published_figures):
        at = ("published_figures", i)
        if published.figure not in known:
            yield (
                (*at, "figure"),
                f"expected a measure or an external figure, not {published.figure}"
                f"{instead(published.figure, known)}",
            )
        if published.round not in rounds:
            yield (*at, "round"), undefined(published.round, rounds, "rounds")
