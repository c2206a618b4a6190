"""The statutory clocks of a programme."""

from typing import Annotated

from pydantic import Field

from shared.calendar import ClockPolicy
from shared.programmes.strict import Strict


class Clocks(Strict):
    """How long each step may take, counted as the policy of each clock says.

    `notify_within` runs from receipt of the application, `supplement` from proven delivery of the
    notification, `notice`, where the path has one, from the day of publication. `remind_before`
    says how many days before the last one the enterprise is reminded of a supplement.
    """

    notify_within: ClockPolicy
    supplement: ClockPolicy
    supplement_rounds: int = Field(ge=0, le=5)
    remind_before: tuple[Annotated[int, Field(ge=0, le=365)], ...] = ()
    notice: ClockPolicy | None = None

    @property
    def public_notice(self) -> ClockPolicy:
        """The clock of a path with a public notice, which can't be without one."""
        assert self.notice is not None
        return self.notice
