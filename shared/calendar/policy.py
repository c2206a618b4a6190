"""How a programme counts a period."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ClockPolicy(BaseModel):
    """A number of days, which days count, and whether the day it starts on is one of them.

    Civil Code 201 excludes the start day; notices in practice count the day of publication.
    Civil Code 203 rolls a period of natural days that ends on a day off forward to the next
    working day. The upper limit of ten years catches a slip of the pen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(ge=1, le=3660)
    kind: Literal["working", "natural"]
    start: Literal["inclusive", "exclusive"]
    roll_forward: bool = True
