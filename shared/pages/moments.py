"""Dates and times as people read them, in Beijing time."""

from datetime import date, datetime

from babel.dates import format_date

from shared.calendar import BEIJING, before_midnight
from shared.languages import Language

LONG = {"zh": ("zh_CN", "y年M月d日（EEEE）"), "en": ("en_GB", "EEEE d MMMM y")}
DEADLINE = {"zh": "{}24:00前", "en": "by midnight at the end of {}"}


def moment(at: datetime) -> str:
    """2026-11-22 11:20, for tables."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")


def moment_exact(at: datetime) -> str:
    """2026-11-22 11:20:05, where seconds tell figures apart."""
    return at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def clock_time(at: datetime) -> str:
    """11:20."""
    return at.astimezone(BEIJING).strftime("%H:%M")


def day(at: datetime | date) -> str:
    """2026-11-22, for tables."""
    return (at.astimezone(BEIJING).date() if isinstance(at, datetime) else at).isoformat()


def machine(at: datetime) -> str:
    """For the `datetime` attribute of `<time>`."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds")


def long_day(on: date, language: Language) -> str:
    """2026年11月22日（星期日） or Sunday 22 November 2026, for sentences."""
    locale, form = LONG[language]
    return format_date(on, form, locale=locale)


def deadline(due_at: datetime, language: Language) -> str:
    """The day whose end is `due_at`, which itself is too late."""
    return DEADLINE[language].format(long_day(before_midnight(due_at), language))
