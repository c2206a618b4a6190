"""What review is told from outside."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from pydantic import Field

from shared.settings import CalendarSettings, Duration, FontSettings


class Settings(CalendarSettings, FontSettings):
    """The shared settings, by what days review counts, and how often it polls for work.

    Minutes are printed with the fonts.
    """

    former: ClassVar[Mapping[str, str]] = {"poll_every": "look_every"}

    poll_every: Duration = Field(
        timedelta(milliseconds=300),
        gt=timedelta(0),
        description="between two polls for expired clocks and waiting jobs; its former name, "
        "LAUREL_LOOK_EVERY, is read for the last time in this version",
    )
