"""How far apart two days are in working days."""

from datetime import date

from shared.calendar.calendar import Calendar


def working_days_between(a: date, b: date, calendar: Calendar) -> int:
    """The working days after `a` up to and including `b`; negative if `b` is before `a`.

    A cycle that started on `a` is at working day 0 on `a`; on a day off it stays where the last
    working day left it.
    """
    if b < a:
        return -working_days_between(b, a, calendar)
    before = (calendar.worked_in_year(date(year, 12, 31)) for year in range(a.year, b.year))
    return sum(before) + calendar.worked_in_year(b) - calendar.worked_in_year(a)
