"""Figures from outside: what nobody here can compute, and how exactly a value is meant."""

from typing import Literal

from shared.programmes.strict import Bilingual, ItemId, Strict

Qualifier = Literal["more_than", "about", "at_most", "expected"]
"""How a value is meant; one without is exact."""


class ExternalFigure(Strict):
    """A figure nobody here can compute; its value is entered at run time with its source."""

    id: ItemId
    name: Bilingual
    means: Bilingual
    unit: Literal["count", "percent", "percentage_point", "yuan", "rank", "year"]
