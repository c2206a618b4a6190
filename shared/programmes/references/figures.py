"""Measures and published figures that stand on what exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.nearest import instead, undefined
from shared.programmes.reference_kinds import Fault
from shared.programmes.references.measures import Figures, measure_faults

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def figure_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of the measures and of the published figures."""
    measures = {measure.id: measure for measure in programme.measures}
    externals = {figure.id: figure for figure in programme.external_figures}
    known = Figures(programme, measures, externals)
    yield from measure_faults(("measures",), programme.measures, known)
    figures = [*measures, *externals]
    rounds = [round_.id for round_ in programme.rounds]
    for i, published in enumerate(programme.published_figures):
        at = ("published_figures", i)
        if published.figure not in figures:
            yield (
                (*at, "figure"),
                f"expected a measure or an external figure, not {published.figure}"
                f"{instead(published.figure, figures)}",
            )
        if published.round not in rounds:
            yield (*at, "round"), undefined(published.round, rounds, "rounds")
