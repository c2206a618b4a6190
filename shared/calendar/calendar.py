"""The calendar that clocks count by: the gazette, corrected by an overlay."""

from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from shared.calendar import gazette
from shared.calendar.day import Day, YearStatus
from shared.calendar.overlay import Overlay


class Calendar:
    """Says of every day what it is; never raises for a year that is not gazetted yet."""

    def __init__(self, overlay: Overlay | None = None) -> None:
        self._overlay = overlay or Overlay()
        self._years: dict[int, Mapping[date, Day]] = {}
        self._worked: dict[int, tuple[int, ...]] = {}
        entered = bool(self._overlay.days or self._overlay.gazetted)
        suffix = f"+overlay-{self._overlay.digest}" if entered else ""
        self.version = f"{gazette.SOURCE}{suffix}"

    def day(self, day: date) -> Day:
        """What `day` is."""
        return self._days_of(day.year)[day]

    def status(self, year: int) -> YearStatus:
        """Whether the holidays of `year` are final."""
        return "gazetted" if year in self._overlay.gazetted else gazette.year_status(year)

    def status_between(self, first: date, last: date) -> YearStatus:
        """Whether the days from `first` to `last` are final.

        The last days of a year are so only when the notice of the next year is known.
        """
        into_next = (last.month, last.day) >= gazette.OPEN_FROM
        years = range(first.year, last.year + 1 + into_next)
        final = all(self.status(year) == "gazetted" for year in years)
        return "gazetted" if final else "provisional"

    def worked_in_year(self, until: date) -> int:
        """The working days of its year up to and including `until`."""
        known = self._worked.get(until.year)
        if known is None:
            known = tuple(accumulate(day.working for day in self._days_of(until.year).values()))
            self._worked[until.year] = known
        return known[until.timetuple().tm_yday - 1]

    def _days_of(self, year: int) -> Mapping[date, Day]:
        known = self._years.get(year)
        if known is None:
            known = {d: self._overlay.day(d) or day for d, day in gazette.days_of(year).items()}
            self._years[year] = known
        return known
