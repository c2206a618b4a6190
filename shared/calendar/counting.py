"""Counts a period of days from an instant."""

from datetime import UTC, date, datetime
from functools import lru_cache

from shared.calendar.calendar import Calendar
from shared.calendar.day import Day
from shared.calendar.deadline import DayStep, Deadline
from shared.calendar.policy import ClockPolicy
from shared.calendar.zone import ONE_DAY, beijing_date, end_of_day
from shared.values import Bilingual

_START_EXCLUDED = Bilingual(zh="起始日不计入", en="start day, not counted")
_ROLLED_TO = Bilingual(zh="顺延至此工作日", en="rolled forward to this working day")


def count(policy: ClockPolicy, start: datetime, calendar: Calendar) -> Deadline:
    """The end of a period that starts at `start`; ValueError for a start without a time zone."""
    first = beijing_date(start)
    steps = _counted_steps(policy, first, calendar)
    if policy.roll_forward:
        steps += _rolled_steps(steps[-1].date, calendar)
    last = steps[-1].date
    return Deadline(
        policy=policy,
        start=start.astimezone(UTC),
        last_day=last,
        due_at=end_of_day(last),
        steps=tuple(steps),
        calendar_version=calendar.version,
        status=calendar.status_between(first, last),
    )


def _counted_steps(policy: ClockPolicy, first: date, calendar: Calendar) -> list[DayStep]:
    steps, number, at = [], 0, first
    if policy.start == "exclusive":
        steps.append(DayStep(date=first, counted=None, why=_START_EXCLUDED))
        at += ONE_DAY
    while number < policy.days:
        day = calendar.day(at)
        if policy.kind == "natural":
            number += 1
            steps.append(DayStep(date=at, counted=number, why=_natural(day.working, day.why)))
        elif day.working:
            number += 1
            steps.append(DayStep(date=at, counted=number, why=day.why))
        else:
            steps.append(DayStep(date=at, counted=None, why=day.why))
        at += ONE_DAY
    return steps


def _rolled_steps(nominal: date, calendar: Calendar) -> list[DayStep]:
    steps: list[DayStep] = []
    day = calendar.day(nominal)
    while not day.working:
        day = calendar.day(day.date + ONE_DAY)
        steps.append(DayStep(date=day.date, counted=None, why=_rolled(day)))
    return steps


def _rolled(day: Day) -> Bilingual:
    if day.working:
        return _ROLLED_TO
    return Bilingual(zh=f"顺延：{day.why.zh}", en=f"rolled forward: {day.why.en}")


@lru_cache(maxsize=64)
def _natural(working: bool, why: Bilingual) -> Bilingual:
    if working:
        return Bilingual(zh="自然日", en="natural day")
    return Bilingual(zh=f"自然日（{why.zh}）", en=f"natural day ({why.en})")
