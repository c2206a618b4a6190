"""What the pages show of a list, in the words of its stage."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.lists.numbered_list import NumberedList
from shared.programmes import Programme

State = Literal["noticed", "over", "announced"]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with the programme version that it was made under."""

    list: NumberedList
    programme: Programme
    state: State
    year: int

    @classmethod
    def of(cls, found: NumberedList, programme: Programme, at: datetime) -> "ListView":
        """The list as it stands at an instant."""
        return cls(found, programme, state_of(found, at), programme.round(found.round).year)


def state_of(found: NumberedList, at: datetime) -> State:
    """Under notice until the first instant that is late, then over until it is announced."""
    if found.stage == "announced":
        return "announced"
    return "noticed" if found.closes_at is not None and at < found.closes_at else "over"
