"""A figure that a measure rests on."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from shared.programmes.rounds import RoundId
from shared.programmes.strict import ItemId, Strict


class FigureOf(Strict):
    """One that is entered from outside, or a measure: of this round, unless another is named."""

    external: ItemId | None = None
    measure: ItemId | None = None
    round: RoundId | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.external is None) == (self.measure is None):
            raise PydanticCustomError("one_key", "expected either external or measure")
        if self.external is not None and self.round is not None:
            raise PydanticCustomError("one_key", "expected a round only beside a measure")
        return self

    @property
    def id(self) -> str:
        """The id of the figure."""
        return self.external or self.measure or ""
