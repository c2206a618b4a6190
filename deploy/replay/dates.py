"""When what happens in the play: days of the programme's round, by the real calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from shared.calendar import BEIJING, Calendar, beijing_date, count
from shared.programmes import Programme, Round

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """The days of one round."""

    programme: Programme
    round: Round
    calendar: Calendar

    @property
    def application_days(self) -> list[datetime]:
        """The last five working days of the application period, at 9."""
        day, found = beijing_date(self.round.closes_at), list[date]()
        while len(found) < 5:
            day -= _ONE_DAY
            if self.calendar.day(day).working:
                found.insert(0, day)
        return [_at(day, 9) for day in found]

    @property
    def formal_review(self) -> datetime:
        """The first working day after the last application, still in time to notify everybody."""
        return _at(self._working_day(self.application_days[-1], 1), 9)

    @property
    def supplements(self) -> datetime:
        """Two working days after the formal review."""
        return _at(self._working_day(self.formal_review, 2), 10)

    @property
    def second_review(self) -> datetime:
        """Three working days after the formal review."""
        return _at(self._working_day(self.formal_review, 3), 10)

    @property
    def supplements_are_late(self) -> datetime:
        """Nine hours after the term of those that were notified at the formal review."""
        deadline = count(self.programme.clocks.supplement, self.formal_review, self.calendar)
        return deadline.due_at + timedelta(hours=9)

    @property
    def recommendation(self) -> datetime:
        """The last day of the recommendation, at 10."""
        return _at(self._entry("recommendation")[1], 10)

    @property
    def decisions(self) -> datetime:
        """Two thirds through the review, at 10."""
        first, last = self._entry("review")
        return _at(first + (last - first) * 2 // 3, 10)

    @property
    def freezing(self) -> datetime:
        """The last day of the review, at 16."""
        return _at(self._entry("review")[1], 16)

    @property
    def notice(self) -> datetime:
        """The first day of the public notice, at 9."""
        assert self.round.notice_from is not None
        return _at(self.round.notice_from, 9)

    @property
    def objections(self) -> datetime:
        """Two working days into the public notice, at 10."""
        return _at(self._working_day(self.notice, 2), 10)

    @property
    def objections_decided(self) -> datetime:
        """Six working days into the public notice, at 15."""
        return _at(self._working_day(self.notice, 6), 15)

    @property
    def announcement(self) -> datetime:
        """The day of the announcement, at 10."""
        assert self.round.announce_on is not None
        return _at(self.round.announce_on, 10)

    def _working_day(self, after: datetime, number: int) -> date:
        first = beijing_date(after)
        days = (first + _ONE_DAY * n for n in range(1, 400))
        working = (day for day in days if self.calendar.day(day).working)
        return next(islice(working, number - 1, None))

    def _entry(self, stage: str) -> tuple[date, date]:
        return next((e.starts_on, e.ends_on) for e in self.round.calendar if e.stage == stage)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BEIJING)
