"""Figures that are not told yet, since their stage of the round has not come."""

from collections.abc import Mapping
from datetime import datetime

from services.stats.domain.public_record import PublicRecord, list_of
from shared.calendar.wording import full
from shared.programmes import Path, Round, Stage
from shared.programmes.path import Announcement, ApplicationStage, Recommendation
from shared.values import Bilingual


def begun(milestone: str, way: Path, reached: Mapping[str, int]) -> bool:
    """Whether anything has come to the stage of this milestone, so that none means none."""
    from_here = way.stages[way.stages.index(stage_of(milestone, way)) :]
    return any(reached.get(given.id) for stage in from_here for _, given in stage.given)


def waiting(
    milestone: str,
    way: Path,
    round_: Round,
    reached: Mapping[str, int],
    at: datetime,
    *,
    compared: bool,
) -> Bilingual | None:
    """Why a figure about this milestone is not told yet; None when it can be.

    A count that is compared with that of another year waits until it can't grow any more.
    """
    stage = stage_of(milestone, way)
    if begun(milestone, way, reached) and not (compared and _grows(stage, round_, at)):
        return None
    planned = next((each for each in round_.calendar if each.stage == stage.id), None)
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


def over(milestone: str, way: Path, round_: Round, record: PublicRecord, at: datetime) -> bool:
    """Whether nobody reaches this milestone any more: by the round's dates, else by its lists."""
    stage = stage_of(milestone, way)
    if isinstance(stage, ApplicationStage | Recommendation):
        return not _grows(stage, round_, at)
    here = way.stages.index(stage)
    list_ = next(each for each in way.stages[here:] if isinstance(each, Announcement))
    ends = {"announced"} if list_ is stage else {"frozen", "noticed", "announced"}
    happened = (e for e in record.events if e.at <= at and list_of(e, way) == list_)
    return any(event.kind in ends for event in happened)


def stage_of(milestone: str, way: Path) -> Stage:
    """The stage that gives a milestone of the path."""
    return next(stage for stage in way for _, given in stage.given if given.id == milestone)


def _grows(stage: Stage, round_: Round, at: datetime) -> bool:
    match stage:
        case ApplicationStage():
            return at < round_.closes_at
        case Recommendation():
            return not round_.recommending_is_over(at)
        case _:
            return False
