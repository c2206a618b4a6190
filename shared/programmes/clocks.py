"""The statutory clocks of a programme."""

from typing import Annotated

from pydantic import Field

from shared.calendar import ClockPolicy
from shared.programmes.strict import Strict


class Clocks(Strict):
    """How long each step may take, counted as the policy of each clock says.

    `notify_within` runs from receipt of the application, `supplement` from proven delivery of the
    notification, `notice`, where the path has one, from the day of publication. `remind_before`
    says how many days before the last one the enterprise is reminded of a supplement, and
    `warn_before` on how many working days, the last among them, the office is warned of a file that
    is about to count as accepted. `objection_answer` runs from proven delivery of an objection,
    `objection_verification` from its arrival: until then its objector's contact is verified.
    `remind_drafts_before` says how many days before the last one of a call the enterprise is
    reminded of a draft that is complete.
    """

    notify_within: ClockPolicy
    supplement: ClockPolicy
    supplement_rounds: int = Field(ge=0, le=5)
    remind_before: tuple[Annotated[int, Field(ge=0, le=365)], ...] = ()
    remind_drafts_before: tuple[Annotated[int, Field(ge=0, le=365)], ...] = (3,)
    warn_before: int = Field(default=2, ge=1, le=60)
    notice: ClockPolicy | None = None
    objection_verification: ClockPolicy = ClockPolicy(days=3, kind="working", start="exclusive")
    objection_answer: ClockPolicy = ClockPolicy(days=5, kind="working", start="exclusive")

    @property
    def public_notice(self) -> ClockPolicy:
        """The clock of a path with a public notice, which can't be without one."""
        assert self.notice is not None
        return self.notice
