"""Figures that are not told yet, since their stage of the round has not come."""

from collections.abc import Mapping
from datetime import datetime

from shared.calendar.wording import full
from shared.programmes import Round
from shared.values import Bilingual

_STAGES: Mapping[str, tuple[str, ...]] = {
    "application": ("submitted", "withdrawn"),
    "formal_review": (
        "opened",
        "materials_missing",
        "supplemented",
        "accepted",
        "not_accepted",
    ),
    "recommendation": ("recommended",),
    "review": ("decided",),
    "notice": ("noticed",),
    "announcement": ("recognised", "not_recognised"),
}
"""Stages of a round in their order, with the milestones that are reached in each."""


def begun(milestone: str, reached: Mapping[str, int]) -> bool:
    """Whether anything has come to the stage of this milestone, so that none means none."""
    stages = list(_STAGES)
    from_here = stages[stages.index(_stage_of(milestone)) :]
    return any(reached.get(each) for stage in from_here for each in _STAGES[stage])


def waiting(
    milestone: str, round_: Round, reached: Mapping[str, int], at: datetime, *, compared: bool
) -> Bilingual | None:
    """Why a figure about this milestone is not told yet; None when it can be.

    A count that is compared with that of another year waits until it can't grow any more.
    """
    if begun(milestone, reached) and not (compared and _grows(milestone, round_, at)):
        return None
    stage = _stage_of(milestone)
    planned = next((entry for entry in round_.calendar if entry.stage == stage), None)
    if planned is None:
        return Bilingual(zh="尚未开始。", en="Not yet: this has not begun.")
    name, day = planned.name, full(planned.ends_on)
    if planned.starts_on == planned.ends_on:
        return Bilingual(
            zh=f"尚未产生：{name.zh}计划在{day.zh}。",
            en=f"Not yet: “{name.en}” is planned for {day.en}.",
        )
    return Bilingual(
        zh=f"尚未产生：{name.zh}计划到{day.zh}为止。",
        en=f"Not yet: “{name.en}” is planned until {day.en}.",
    )


def _stage_of(milestone: str) -> str:
    return next(stage for stage, milestones in _STAGES.items() if milestone in milestones)


def _grows(milestone: str, round_: Round, at: datetime) -> bool:
    late = {"application": round_.closes_at, "recommendation": round_.recommend_by}
    cut_off = late.get(_stage_of(milestone))
    return cut_off is not None and at < cut_off
