"""The kind `construction`: over years an applicant builds up what it was admitted for."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared.programmes import shapes
from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.stage import Leaving, Milestones, StageBase, State, Table
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict

MonthDay = Annotated[str, StringConstraints(pattern=shapes.MONTH_DAY)]
"""A day of every year, such as 03-31."""


class Building(State):
    """Where a case stands while it is built up; one that assessed itself has gone on."""

    BUILDING = "building"
    ABANDONED = "abandoned"


class ConstructionMilestones(Milestones):
    """What building up gives: `passed` by the self-assessment, `failed` where it is given up."""

    passed: Milestone | None = milestone("self_assessed", "自评", "Self-assessed")
    failed: Milestone | None = milestone("abandoned", "终止建设", "Abandoned")


class Task(Strict):
    """Something to be done, and reported as done."""

    id: Slug
    name: Bilingual


class Indicator(Strict):
    """A figure that is to reach a target: `better` is the side on which it is reached."""

    id: ItemId
    name: Bilingual
    unit: Literal["percent", "count", "yuan", "rank"]
    better: Literal["higher", "lower"] = "higher"


class Yearly(Strict):
    """By when, each year, the figures of the year before are reported.

    On so many days before the last one whoever has not reported all of them is reminded.
    """

    by: MonthDay
    remind_before: tuple[Annotated[int, Field(ge=1, le=90)], ...] = (30, 7)


class Construction(StageBase):
    """By the applicant, who reports tasks and indicators and then assesses itself.

    `overseer` is the office that may end it without success; without one every officer of the
    programme may.
    """

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Building
    table: ClassVar[Table] = {
        Building.BUILDING: frozenset({Building.ABANDONED, Leaving.PASSED}),
        Building.ABANDONED: frozenset(),
    }
    usual_words: ClassVar = {
        Building.BUILDING: Bilingual(zh="建设中", en="Under construction"),
        Building.ABANDONED: Bilingual(zh="终止建设", en="Abandoned"),
    }

    kind: Literal["construction"]
    by: Literal["enterprise"] = "enterprise"
    overseer: Slug | None = None
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    yearly: Yearly
    milestones: ConstructionMilestones = ConstructionMilestones()

    def task(self, id_: str) -> Task | None:
        """The task of this id, if there is one."""
        return next((each for each in self.tasks if each.id == id_), None)

    def indicator(self, id_: str) -> Indicator | None:
        """The indicator of this id, if there is one."""
        return next((each for each in self.indicators if each.id == id_), None)
