"""A round: one year's run of the programme, and the dates it keeps."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from shared.programmes import shapes
from shared.programmes.path.stage import StageId
from shared.programmes.strict import Bilingual, Strict

RoundId = Annotated[str, StringConstraints(pattern=shapes.ROUND_ID)]


class CalendarEntry(Strict):
    """One line of the expected calendar: what happens, and its first and last day in Shanghai."""

    stage: StageId
    name: Bilingual
    starts_on: date
    ends_on: date


class Round(Strict):
    """`closes_at` and `recommend_by` are the first instants that are late (24:00 of a last day).

    `session` counts the rounds of a programme that numbers them.
    """

    id: RoundId
    year: int = Field(ge=1990, le=2100)
    session: int | None = Field(default=None, ge=1)
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    recommend_by: AwareDatetime | None = None
    notice_from: date | None = None
    announce_on: date | None = None
    calendar: tuple[CalendarEntry, ...] = ()

    def recommending_is_over(self, at: datetime) -> bool:
        """Whether nobody is recommended any more; never where nobody is."""
        return self.recommend_by is not None and at >= self.recommend_by

    def is_open(self, at: datetime) -> bool:
        """Whether an application that arrives at this instant is in time."""
        return self.opens_at <= at < self.closes_at
