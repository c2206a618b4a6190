"""A construction as its applicant and officials read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel

from services.review.domain.case.passing import place_of
from services.review.domain.stages.construction.kept import (
    Abandonment,
    Built,
    IndicatorReport,
    SelfAssessment,
    TaskReport,
)
from services.review.domain.stages.construction.reaching import is_met
from services.review.domain.stages.construction.yearly import due_of, missing, year_due
from services.review.usecases.stages.construction.own_case import Construed
from shared.calendar import Calendar
from shared.programmes.path.kinds.construction import Building, Indicator, Task
from shared.values import Bilingual

State = Literal["before", "building", "abandoned", "over"]


class TaskOut(BaseModel):
    """A task with all reports of it, the newest last."""

    task: str
    name: Bilingual
    state: Literal["open", "begun", "done"]
    reports: list[TaskReport]

    @classmethod
    def of(cls, task: Task, built: Built) -> Self:
        """The task as far as it was reported."""
        newest = built.task(task.id)
        return cls(
            task=task.id,
            name=task.name,
            state="open" if newest is None else newest.state,
            reports=[one for one in built.tasks if one.task == task.id],
        )


class IndicatorOut(BaseModel):
    """An indicator: base, target, the newest actual figure, and whether that reaches the target.

    `met` is null while something is missing, or too vague to say so. `reports` has all, the newest
    last.
    """

    indicator: str
    name: Bilingual
    unit: str
    better: Literal["higher", "lower"]
    base: IndicatorReport | None
    target: IndicatorReport | None
    actual: IndicatorReport | None
    met: bool | None
    reports: list[IndicatorReport]

    @classmethod
    def of(cls, indicator: Indicator, built: Built) -> Self:
        """The indicator as far as it was reported."""
        return cls(
            indicator=indicator.id,
            name=indicator.name,
            unit=indicator.unit,
            better=indicator.better,
            base=built.newest(indicator.id, "base"),
            target=built.newest(indicator.id, "target"),
            actual=built.newest(indicator.id, "actual"),
            met=is_met(indicator, built),
            reports=[one for one in built.indicators if one.indicator == indicator.id],
        )


class FiguresDue(BaseModel):
    """The figures of `year` are due next: by when, and of which indicators they are missing."""

    year: int
    due_at: datetime
    explanation: Bilingual
    missing: list[str]


class ConstructionOut(BaseModel):
    """What an application builds up over years: tasks, indicators, and how it ended.

    `met` of `indicators_in_all` reach their targets. `figures_due` is null unless it is being
    built.
    """

    application: str
    number: str
    enterprise: Bilingual
    product: Bilingual
    stage: str
    stage_name: Bilingual
    state: State
    tasks: list[TaskOut]
    indicators: list[IndicatorOut]
    met: int
    indicators_in_all: int
    figures_due: FiguresDue | None
    self_assessment: SelfAssessment | None
    abandoned: Abandonment | None

    @classmethod
    def of(cls, found: Construed, calendar: Calendar) -> Self:
        """The construction as it stands."""
        case, stage = found.case, found.stage
        built, state = case.built or Built(), _state(found)
        indicators = [IndicatorOut.of(each, built) for each in stage.indicators]
        return cls.model_validate(
            {
                **_names(found),
                "state": state,
                "tasks": [TaskOut.of(task, built) for task in stage.tasks],
                "indicators": indicators,
                "met": sum(each.met is True for each in indicators),
                "indicators_in_all": len(indicators),
                "figures_due": _due(found, calendar) if state == "building" else None,
                "self_assessment": built.self_assessment,
                "abandoned": built.abandoned,
            }
        )


def _names(found: Construed) -> Mapping[str, Any]:
    case, stage = found.case, found.stage
    return {
        "application": case.application,
        "number": case.number,
        "enterprise": case.enterprise,
        "product": case.product,
        "stage": stage.id,
        "stage_name": Bilingual(zh=stage.name.zh, en=stage.name.en),
    }


def _state(found: Construed) -> State:
    place = place_of(found.case, found.programme)
    if place is None:
        return "over"
    if place.stage is found.stage:
        return "building" if place.state is Building.BUILDING else "abandoned"
    order = found.programme.way.stages
    return "before" if order.index(place.stage) < order.index(found.stage) else "over"


def _due(found: Construed, calendar: Calendar) -> FiguresDue:
    due = due_of(found.stage, year_due(found.case), calendar)
    lacking = missing(found.stage, found.case.built, due.year)
    return FiguresDue(
        year=due.year,
        due_at=due.due_at,
        explanation=due.explanation,
        missing=[each.id for each in lacking],
    )
