"""What a day is: worked or not, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from shared.values import Bilingual

YearStatus = Literal["gazetted", "provisional"]
"""Whether the State Council's holiday notice of a year is known."""


class DayKind(StrEnum):
    """The four kinds of day of the Chinese calendar of public holidays."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP_WORKDAY = "make_up_workday"


@dataclass(frozen=True, slots=True)
class Day:
    """One day; `name` is the holiday it belongs to or is made up for, where there is one."""

    date: date
    kind: DayKind
    why: Bilingual
    name: Bilingual | None = None

    @property
    def working(self) -> bool:
        """Whether offices work on this day."""
        return self.kind in (DayKind.WORKDAY, DayKind.MAKE_UP_WORKDAY)


WORKING_DAY = Bilingual(zh="工作日", en="working day")
WEEKEND = Bilingual(zh="周末", en="weekend")


def ordinary_day(day: date) -> Day:
    """A day that no notice speaks of: Monday to Friday are worked."""
    if day.weekday() < 5:
        return Day(day, DayKind.WORKDAY, WORKING_DAY)
    return Day(day, DayKind.WEEKEND, WEEKEND)


def holiday(day: date, name: Bilingual) -> Day:
    """A day off for the holiday `name`."""
    why = Bilingual(zh=f"{name.zh}放假", en=f"{name.en} holiday")
    return Day(day, DayKind.HOLIDAY, why, name)


def make_up_workday(day: date, name: Bilingual) -> Day:
    """A weekend day that is worked in exchange for a day off around the holiday `name`."""
    why = Bilingual(zh=f"{name.zh}调休上班", en=f"make-up workday for {name.en}")
    return Day(day, DayKind.MAKE_UP_WORKDAY, why, name)
