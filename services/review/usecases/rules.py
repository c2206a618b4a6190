"""The rules that hold for a case: its pinned programme version, and the calendar."""

from dataclasses import dataclass

from services.review.domain.activities.activity import Activity
from services.review.domain.case import Case
from services.review.domain.cohorts.cohort import Cohort, Member
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.meetings.meeting import Meeting
from shared.calendar import Calendar
from shared.programmes import Programme, Programmes


@dataclass(frozen=True)
class Rules:
    """All published programmes, and the days that clocks count by."""

    programmes: Programmes
    calendar: Calendar

    def of(self, subject: Case | NumberedList | Meeting | Activity | Cohort | Member) -> Programme:
        """The version that the record is pinned to."""
        return self.programmes.get(subject.programme, subject.programme_version)
