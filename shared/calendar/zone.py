"""Instants are kept in UTC; days are those of Beijing."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)


def beijing_date(instant: datetime) -> date:
    """The day it is in Beijing at `instant`; ValueError for an instant without a time zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone; give it one, such as +08:00.")
    return instant.astimezone(BEIJING).date()


def end_of_day(day: date) -> datetime:
    """24:00 in Beijing at the end of `day`, in UTC."""
    return datetime.combine(day + ONE_DAY, time.min, BEIJING).astimezone(UTC)


def before_midnight(end: datetime) -> date:
    """The last day of a period whose first instant too late is `end`."""
    return beijing_date(end - timedelta(microseconds=1))
