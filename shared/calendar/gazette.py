"""The days of a year as gazetted, or as far as they are known before that."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import chinese_calendar

from shared.calendar.day import Day, YearStatus, holiday, make_up_workday, ordinary_day
from shared.calendar.zone import ONE_DAY
from shared.values import Bilingual

SOURCE = f"chinesecalendar-{chinese_calendar.__version__}"

_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}

# The holidays with a date of their own in the regulation in force since 2025-01-01. Those of the
# lunar calendar wait for the notice: a provisional deadline never ends later than the final one
# because of a holiday that was guessed wrongly.
_FIXED = {
    (1, 1): chinese_calendar.Holiday.new_years_day,
    (5, 1): chinese_calendar.Holiday.labour_day,
    (5, 2): chinese_calendar.Holiday.labour_day,
    (10, 1): chinese_calendar.Holiday.national_day,
    (10, 2): chinese_calendar.Holiday.national_day,
    (10, 3): chinese_calendar.Holiday.national_day,
}

_NEW_YEAR = chinese_calendar.Holiday.new_years_day.value
_CORRECTED = {date(2005, 12, 31): _NEW_YEAR}
"""Make-up workdays of a notice that the library lacks, with their holiday."""

OPEN_FROM = (12, 26)
"""Month and day from which on a year waits for the notice of the next one: five of the notices for
2005 to 2026 moved days as early as 29 December, and New Year's Day may move the weekend before."""


@lru_cache(maxsize=1)
def _gazetted_years() -> frozenset[int]:
    return frozenset(day.year for day in chinese_calendar.holidays)


def year_status(year: int) -> YearStatus:
    """Whether the library knows the holiday notice of `year`."""
    return "gazetted" if year in _gazetted_years() else "provisional"


@lru_cache(maxsize=256)
def days_of(year: int) -> Mapping[date, Day]:
    """Every day of `year`; a year that is not gazetted has weekends and fixed-date holidays."""
    day_of = _gazetted_day if year in _gazetted_years() else _provisional_day
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    return {day: day_of(day) for day in (first + n * ONE_DAY for n in range(length))}


def _gazetted_day(day: date) -> Day:
    if day in _CORRECTED:
        return make_up_workday(day, _name(_CORRECTED[day]))
    if day in chinese_calendar.workdays:
        return make_up_workday(day, _name(chinese_calendar.workdays[day]))
    if day in chinese_calendar.holidays:
        return holiday(day, _name(chinese_calendar.holidays[day]))
    return ordinary_day(day)


def _provisional_day(day: date) -> Day:
    fixed = _FIXED.get((day.month, day.day))
    return ordinary_day(day) if fixed is None else holiday(day, _name(fixed.value))


@lru_cache(maxsize=32)
def _name(english: str) -> Bilingual:
    chinese = chinese_calendar.Holiday(english).chinese
    return Bilingual(zh=_FULL_NAMES.get(chinese, chinese), en=english)
