"""How long a recognition holds."""

from datetime import date

from shared.programmes import Programme


def last_day(programme: Programme, since: date) -> date | None:
    """The last day of a recognition since this day; None where the programme sets no end."""
    validity = None if programme.after is None else programme.after.validity
    return None if validity is None else years_later(since, validity.years)


def years_later(day: date, years: int) -> date:
    """The corresponding day, as the Civil Code (201, 202) has it: the first day is not counted.

    29 February corresponds to the last day of a February that has none.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
