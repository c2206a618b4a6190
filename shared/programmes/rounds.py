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

    `session` counts the rounds of a programme that numbers them. `recommend_by_stage` has the
    cut-off of each tier that ends earlier than `recommend_by`.
    """

    id: RoundId
    year: int = Field(ge=1990, le=2100)
    session: int | None = Field(default=None, ge=1)
    opens_at: AwareDatetime
    closes_at: AwareDatetime
    recommend_by: AwareDatetime | None = None
    recommend_by_stage: dict[StageId, AwareDatetime] = Field(default_factory=dict)
    notice_from: date | None = None
    announce_on: date | None = None
    calendar: tuple[CalendarEntry, ...] = ()

    def recommend_until(self, stage: StageId) -> datetime | None:
        """The first instant that is too late to recommend in this stage; None without a cut-off."""
        return self.recommend_by_stage.get(stage, self.recommend_by)

    def recommending_is_over(self, at: datetime, stage: StageId) -> bool:
        """Whether nobody is recommended any more in this stage; never where nobody is."""
        until = self.recommend_until(stage)
        return until is not None and at >= until

    def is_open(self, at: datetime) -> bool:
        """Whether an application that arrives at this instant is in time."""
        return self.opens_at <= at < self.closes_at
