"""What the pages show of a list, in the words of its state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.review.domain.lists.numbered_list import NumberedList
from services.review.usecases.lists.read_public_list import PublicList
from shared.programmes import Bilingual, Programme
from shared.programmes.path import Announcement

State = Literal["noticed", "over", "announced"]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list with the programme version that it was made under."""

    list: NumberedList
    programme: Programme
    stage: Announcement
    state: State
    year: int
    session: int | None

    @classmethod
    def of(cls, public: PublicList, at: datetime) -> "ListView":
        """The list as it stands at an instant."""
        found, programme = public.list, public.programme
        round_ = programme.round(found.round)
        state = state_of(found, at)
        return cls(found, programme, public.stage, state, round_.year, round_.session)

    @property
    def of_recognition(self) -> bool:
        """Whether it is a list of those to be recognised, as most people call it."""
        return self.stage.events == "recognition"

    @property
    def applicant(self) -> Literal["enterprise", "city"]:
        """Who is on it."""
        return "city" if self.programme.subject == "city" else "enterprise"

    @property
    def outcome(self) -> Bilingual:
        """What becomes of those on it, by the programme's word."""
        passed = self.stage.milestones.passed
        return self.stage.name if passed is None else passed.name


def state_of(found: NumberedList, at: datetime) -> State:
    """Under notice until the first instant that is late, then over until it is announced."""
    if found.state == "announced":
        return "announced"
    return "noticed" if found.closes_at is not None and at < found.closes_at else "over"
