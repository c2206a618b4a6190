"""What is still open while a list is to be frozen: cases that could come on to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from services.review.domain.stages.registry import next_step_at
from shared.programmes import Path, Place, Round, Stage
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    FormalReview,
    Recommendation,
)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that could still come on to the list, and the word of where it stands."""

    application: str
    number: str
    word: str


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """The cases that stand at one place; `may_be_left_out` unless they wait for a decision."""

    place: Place
    cases: Sequence[OpenCase]

    @property
    def may_be_left_out(self) -> bool:
        """Whether the list can do without them: who has come to a decision has a right to it."""
        return isinstance(self.place.stage, FormalReview | Recommendation)


@dataclass(frozen=True)
class Open:
    """What is open; `call_until` while the call is, `on_sheets` are being recommended just now."""

    call_until: datetime | None
    places: Sequence[OpenPlace]
    on_sheets: int = 0

    @cached_property
    def to_settle(self) -> Sequence[OpenPlace]:
        """Where the cases stand that have to be settled whatever is left out."""
        return [one for one in self.places if not one.may_be_left_out]

    @cached_property
    def to_leave_out(self) -> Sequence[OpenPlace]:
        """Where those stand that the list can do without."""
        return [one for one in self.places if one.may_be_left_out]

    @property
    def cases(self) -> int:
        """How many cases are open."""
        return sum(len(one.cases) for one in self.places)


def open_places(way: Path, announcement: Announcement, round_: Round, at: datetime) -> list[Place]:
    """From where a case may still come on to the list, in the order of the path.

    After the last day of recommendation nobody waits for one: who was not put forward is settled.
    """
    stages = reversed([*_before(way, announcement)])
    return [
        Place(stage, state)
        for stage in stages
        if not (isinstance(stage, Recommendation) and round_.recommending_is_over(at, stage.id))
        for state in stage.reachable
        if next_step_at(Place(stage, state), way) is not None
    ]


def open_among(
    places: Sequence[Place],
    found: Iterable[OpenCase],
    *,
    call_until: datetime | None,
    on_sheets: int,
) -> Open:
    """These cases by where they stand, which is one of these places."""
    by_word: dict[str, list[OpenCase]] = {place.word: [] for place in places}
    for one in found:
        by_word[one.word].append(one)
    filled = [OpenPlace(place, by_word[place.word]) for place in places if by_word[place.word]]
    return Open(call_until, filled, on_sheets)


def _before(way: Path, announcement: Announcement) -> Iterator[Stage]:
    """The stages from which a case may come on to the list, the last one first."""
    for stage in reversed(way.before(announcement)):
        if stage.works_on == "case" and not isinstance(stage, ApplicationStage):
            yield stage
        # What every case goes through holds all of them; some pass by what is not for all.
        if isinstance(stage, Announcement) and stage.when is None:
            return
