"""An indicator of what one applicant has built, which that applicant reports."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from shared.programmes import shapes
from shared.programmes.strict import ItemId, Strict

Division = Annotated[str, StringConstraints(pattern=shapes.DIVISION)]
"""A city, by its code of GB/T 2260: what a city reports is public, and no enterprise's is."""


class IndicatorOf(Strict):
    """The base, the target or an actual figure of one city; of a year, or the last there is."""

    subject: Division
    indicator: ItemId
    tells: Literal["base", "target", "actual"]
    year: int | None = None
