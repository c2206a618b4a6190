"""The statutory clocks of a programme."""

from pydantic import Field

from shared.calendar import ClockPolicy
from shared.programmes.strict import Strict


class Clocks(Strict):
    """How long each step may take, counted as the policy of each clock says.

    `notify_within` runs from receipt of the application, `supplement` from proven delivery of
    the notification, `notice` from the day of publication.
    """

    notify_within: ClockPolicy
    supplement: ClockPolicy
    supplement_rounds: int = Field(ge=0, le=5)
    notice: ClockPolicy
