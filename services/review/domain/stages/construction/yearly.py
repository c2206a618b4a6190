"""By when the figures of each year are due, and when whoever lacks some is reminded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.review.domain.case import Case
from services.review.domain.stages.construction.kept import Built
from shared.calendar import Calendar, beijing_date, end_of_day
from shared.calendar.wording import full
from shared.programmes.path import Construction
from shared.programmes.path.kinds.construction import Indicator
from shared.values import Bilingual

_ONE_DAY = timedelta(days=1)
_MORNING = timedelta(hours=9)
"""At this time of the day in Beijing a reminder is written."""


@dataclass(frozen=True, slots=True)
class Due:
    """The figures of a year are due by the end of a day; `remind_at` are before that, in order."""

    year: int
    due_at: datetime
    explanation: Bilingual
    remind_at: Sequence[datetime]

    def next_after(self, instant: datetime) -> datetime:
        """The next of its instants; the last one is when it is due."""
        return next((one for one in self.remind_at if one > instant), self.due_at)


def due_of(stage: Construction, year: int, calendar: Calendar) -> Due:
    """When the figures of a year are due: in the next one, on a working day."""
    month, day = map(int, stage.yearly.by.split("-"))
    nominal = last = date(year + 1, month, day)
    while not calendar.day(last).working:
        last += _ONE_DAY
    remind_on = (last - timedelta(days=n) for n in stage.yearly.remind_before)
    return Due(
        year=year,
        due_at=end_of_day(last),
        explanation=_explanation(year, nominal, last),
        remind_at=sorted(end_of_day(day - _ONE_DAY) + _MORNING for day in remind_on),
    )


def year_due(case: Case) -> int:
    """The year whose figures are due next: from that in which the construction began."""
    since = case.entered_at or case.received_at
    first = beijing_date(since).year
    asked = None if case.built is None else case.built.asked
    return first if asked is None else max(first, asked + 1)


def missing(stage: Construction, built: Built | None, year: int) -> Sequence[Indicator]:
    """The indicators of which no figure of this year is there; what is expected is none yet."""
    there = {
        one.indicator
        for one in (built.indicators if built else ())
        if one.tells == "actual" and one.year == year and one.qualifier != "expected"
    }
    return [each for each in stage.indicators if each.id not in there]


def _explanation(year: int, nominal: date, last: date) -> Bilingual:
    by, end = full(nominal), full(last)
    rolled_zh = "" if nominal == last else f"；{by.zh}为休息日，顺延"
    rolled_en = "" if nominal == last else f"; rolled forward, as {by.en} is a day off"
    return Bilingual(
        zh=f"{year}年的数据须于次年{nominal.month}月{nominal.day}日前报送{rolled_zh}；"
        f"至{end.zh}24:00（北京时间）止。",
        en=f"The figures of {year} are due by {nominal:%m-%d} of the next year{rolled_en}; ends at "
        f"24:00 Beijing time on {end.en}.",
    )
