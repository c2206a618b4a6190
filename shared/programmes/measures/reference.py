"""A figure that a measure rests on."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from shared.programmes.measures.indicator import IndicatorOf
from shared.programmes.rounds import RoundId
from shared.programmes.strict import ItemId, Strict


class FigureOf(Strict):
    """One that is entered from outside, an indicator that a city reports, or a measure.

    It is of this round, unless a measure names another.
    """

    external: ItemId | None = None
    measure: ItemId | None = None
    indicator: IndicatorOf | None = None
    round: RoundId | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = [one for one in (self.external, self.measure, self.indicator) if one is not None]
        if len(given) != 1:
            raise PydanticCustomError("one_key", "expected one of external, measure, indicator")
        if self.measure is None and self.round is not None:
            raise PydanticCustomError("one_key", "expected a round only beside a measure")
        return self

    @property
    def id(self) -> str:
        """The id of the figure."""
        own = None if self.indicator is None else self.indicator.indicator
        return self.external or self.measure or own or ""
