"""What review is told from outside."""

from datetime import timedelta

from pydantic import Field

from shared.settings import CalendarSettings, Duration


class Settings(CalendarSettings):
    """The shared settings, by what days review counts, and how often it polls for work."""

    poll_every: Duration = Field(
        timedelta(milliseconds=300),
        gt=timedelta(0),
        description="between two polls for expired clocks and waiting jobs",
    )
