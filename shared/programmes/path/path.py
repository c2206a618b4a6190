"""A path: the stages in their order, and everything that follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from shared.programmes.conditions import holds
from shared.programmes.path.kinds import (
    Announcement,
    ApplicationStage,
    Cohort,
    PublicNotice,
    Recommendation,
    Stage,
)
from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.place import WITHDRAWN, Place
from shared.programmes.path.stage import StageBase, StateWord

S = TypeVar("S", bound=StageBase)

OPEN = milestone("open", "未结", "Open")
"""What those count as that have not come to an end yet."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A way in which an application ends without success; `stage` is where that happens."""

    milestone: Milestone
    how: Literal["withdrawn", "failed", "left_out"]
    stage: Stage


_SUCCEEDS: Mapping[type[StageBase], str] = {ApplicationStage: "submitted", Cohort: "called"}
"""The moment by which one comes on in a stage of this kind, if it is not to pass it."""


class Path:
    """Read only; nothing in it depends on what the stages are called."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)

    def __iter__(self) -> Iterator[Stage]:
        return iter(self.stages)

    def of_kind(self, kind: type[S]) -> tuple[S, ...]:
        """The stages of one kind, in order."""
        return tuple(stage for stage in self.stages if isinstance(stage, kind))

    def stage(self, id_: str) -> Stage:
        """The stage of this id; raises KeyError."""
        return self._by_id[id_]

    @cached_property
    def entry(self) -> ApplicationStage:
        """Where every application enters."""
        return self.of_kind(ApplicationStage)[0]

    @cached_property
    def cohort(self) -> Cohort | None:
        """Who alone may apply, where the path begins with a cohort."""
        return next(iter(self.of_kind(Cohort)), None)

    @cached_property
    def final(self) -> Announcement:
        """The announcement after which nothing comes."""
        return self.of_kind(Announcement)[-1]

    def after(self, stage: Stage, known: Mapping[str, Any]) -> Stage | None:
        """Where a case goes on that passes a stage; `known` are its answers and facts.

        None after the last stage. Lists go their own way beside the cases, so none is in it.
        """
        later = self.stages[self._position[stage.id] + 1 :]
        for found in later:
            if found.works_on == "case" and (
                found.when is None or holds(found.when, known) is True
            ):
                return found
        return None

    def before(self, stage: Stage) -> tuple[Stage, ...]:
        """The stages that come before this one."""
        return self.stages[: self._position[stage.id]]

    def until(self, stage: Stage) -> "Path":
        """The path as far as this stage, as if nothing came after it."""
        return Path(self.stages[: self._position[stage.id] + 1])

    def notice_of(self, announcement: Announcement) -> PublicNotice | None:
        """The public notice that the list of an announcement goes through, if any."""
        found = self.before(announcement)[-1:]
        return next((stage for stage in found if isinstance(stage, PublicNotice)), None)

    def place(self, word: str) -> Place | None:
        """Where a case stands that is in this word's state; None for one that is withdrawn.

        Raises KeyError for a word of no stage.
        """
        return None if word == WITHDRAWN.id else self._places[word]

    @cached_property
    def words(self) -> tuple[StateWord, ...]:
        """The words for everywhere a case may stand in review, in order, withdrawal last."""
        found = [place.stage.word(place.state) for place in self._places.values()]
        return (*found, WITHDRAWN)

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """Every milestone that the path gives, in its order."""
        return tuple(given for stage in self.stages for _, given in stage.given)

    @cached_property
    def funnel(self) -> tuple[Milestone, ...]:
        """The milestones of success, from submission to the final announcement."""
        return tuple(given for _, given in self._passed)

    @cached_property
    def success(self) -> Milestone | None:
        """What the final announcement gives those on its list."""
        return self.final.milestones.passed

    @cached_property
    def base(self) -> Milestone | None:
        """What everybody has reached among whom the final announcement decides."""
        reached = [
            given for stage, given in self._passed if stage.when is None and stage is not self.final
        ]
        return reached[-1] if reached else None

    @cached_property
    def exits(self) -> tuple[Exit, ...]:
        """The ways to end without success, in the order in which a board shows them."""
        found: list[Exit] = []
        for stage in self.stages:
            moments = dict(stage.given)
            if isinstance(stage, Cohort):
                found += [Exit(ends, "failed", stage) for _, ends in stage.ends]
            if isinstance(stage, ApplicationStage) and "withdrawn" in moments:
                found.append(Exit(moments["withdrawn"], "withdrawn", stage))
            if "failed" in moments:
                found.append(Exit(moments["failed"], "failed", stage))
            if isinstance(stage, Recommendation):
                found.append(Exit(stage.left_out, "left_out", stage))
        return tuple(found)

    @cached_property
    def _passed(self) -> tuple[tuple[Stage, Milestone], ...]:
        """The milestones of success, each with the stage that gives it."""
        return tuple(
            (stage, given)
            for stage in self.stages
            for moment, given in stage.given
            if moment == _SUCCEEDS.get(type(stage), "passed")
        )

    def name_of(self, milestone_id: str) -> Milestone | None:
        """The milestone of this id with its words."""
        return self._named.get(milestone_id)

    @cached_property
    def _by_id(self) -> dict[str, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def _position(self) -> dict[str, int]:
        return {stage.id: position for position, stage in enumerate(self.stages)}

    @cached_property
    def _named(self) -> dict[str, Milestone]:
        ends = [end.milestone for end in self.exits]
        return {each.id: each for each in (*self.milestones, *ends, OPEN)}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {
            place.word: place
            for stage in self.stages
            if not isinstance(stage, ApplicationStage)
            for place in (Place(stage, state) for state in stage.reachable)
        }
