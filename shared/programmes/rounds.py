"""A round: one year's run of the programme, and the dates it keeps."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from shared.programmes.strict import Bilingual, Strict

RoundId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$")]
Stage = Literal[
    "publicity",
    "application",
    "formal_review",
    "recommendation",
    "review",
    "notice",
    "announcement",
]


class CalendarEntry(Strict):
    """One line of the expected calendar: a stage and its first and last day in Shanghai."""

    stage: Stage
    name: Bilingual
    starts_on: date
    ends_on: date


class Round(Strict):
    """`closes_at` and `recommend_by` are the first instants that are late (24:00 of a last day)."""

    id: RoundId
    year: int = Field(ge=1990, le=2100)
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    recommend_by: AwareDatetime
    notice_from: date
    announce_on: date
    calendar: tuple[CalendarEntry, ...] = ()

    def is_open(self, at: datetime) -> bool:
        """Whether an application that arrives at this instant is in time."""
        return self.opens_at <= at < self.closes_at
