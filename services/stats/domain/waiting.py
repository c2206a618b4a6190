"""Figures that are not told yet, since their stage of the round has not come."""

from collections.abc import Mapping
from datetime import date, datetime

from services.stats.domain.public_record import PublicRecord, list_of
from shared.calendar import before_midnight, beijing_date
from shared.calendar.wording import full
from shared.programmes import Path, Round, Stage
from shared.programmes.path import Announcement, ApplicationStage, Recommendation
from shared.programmes.rounds import CalendarEntry
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
    record: PublicRecord,
    at: datetime,
    *,
    compared: bool,
) -> Bilingual | None:
    """Why a figure about this milestone is not told yet; None when it can be.

    A count that is compared with that of another year waits until it can't grow any more. Once
    the last list is announced nothing is to come, so that none means none.
    """
    stage = stage_of(milestone, way)
    if _announced_after(way.final, way, record, at):
        return None
    planned = next((each for each in round_.calendar if each.stage == stage.id), None)
    if not begun(milestone, way, reached):
        return _not_come(planned, beijing_date(at))
    last = _last_instant(stage, round_)
    if compared and last is not None and not _ended(stage, way, round_, record, at):
        return _still_growing(planned.name if planned else stage.name, full(before_midnight(last)))
    return None


def _not_come(planned: CalendarEntry | None, today: date) -> Bilingual:
    if planned is None:
        return Bilingual(zh="尚未开始。", en="Not yet: this has not begun.")
    name, day = planned.name, full(planned.ends_on)
    zh, en = "计划到", "planned until"
    if planned.starts_on == planned.ends_on:
        zh, en = "计划在", "planned for"
    if planned.ends_on < today:
        return Bilingual(
            zh=f"尚未产生：{name.zh}原{zh}{day.zh}，至今没有记录。",
            en=f"Not yet: “{name.en}” was {en} {day.en}; nothing of it is recorded so far.",
        )
    until = "为止" if zh == "计划到" else ""
    return Bilingual(
        zh=f"尚未产生：{name.zh}{zh}{day.zh}{until}。",
        en=f"Not yet: “{name.en}” is {en} {day.en}.",
    )


def _still_growing(name: Bilingual, day: Bilingual) -> Bilingual:
    return Bilingual(
        zh=f"尚不比较：{name.zh}到{day.zh}为止，此前仍可能增加。",
        en=f"Not compared yet: it may grow until “{name.en}” is over, after {day.en}.",
    )


def over(milestone: str, way: Path, round_: Round, record: PublicRecord, at: datetime) -> bool:
    """Whether nobody reaches this milestone any more: by the round's dates, else by its lists."""
    stage = stage_of(milestone, way)
    if isinstance(stage, ApplicationStage | Recommendation):
        return _ended(stage, way, round_, record, at)
    list_ = _list_after(stage, way)
    ends = {"announced"} if list_ is stage else {"frozen", "noticed", "announced"}
    happened = (e for e in record.events if e.at <= at and list_of(e, way) == list_)
    return any(event.kind in ends for event in happened)


def stage_of(milestone: str, way: Path) -> Stage:
    """The stage that gives a milestone of the path."""
    return next(stage for stage in way for _, given in stage.given if given.id == milestone)


def _ended(stage: Stage, way: Path, round_: Round, record: PublicRecord, at: datetime) -> bool:
    """Whether nobody comes to this stage any more, by the round's dates or by what followed it."""
    last = _last_instant(stage, round_)
    return last is None or at >= last or _announced_after(stage, way, record, at)


def _last_instant(stage: Stage, round_: Round) -> datetime | None:
    """The first instant that is late for this stage; None where the round has none for it."""
    match stage:
        case ApplicationStage():
            return round_.closes_at
        case Recommendation():
            return round_.recommend_until(stage.id)
        case _:
            return None


def _list_after(stage: Stage, way: Path) -> Announcement:
    here = way.stages.index(stage)
    return next(each for each in way.stages[here:] if isinstance(each, Announcement))


def _announced_after(stage: Stage, way: Path, record: PublicRecord, at: datetime) -> bool:
    """Whether the list that this stage leads to is announced, however early that was."""
    list_ = _list_after(stage, way)
    return any(
        event.kind == "announced" and event.at <= at and list_of(event, way) == list_
        for event in record.events
    )
