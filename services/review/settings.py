"""What review is told from outside."""

from datetime import timedelta

from pydantic import Field

from shared.settings import Duration, ServiceSettings


class Settings(ServiceSettings):
    """The shared settings, and how often review looks for work that is due."""

    look_every: Duration = Field(
        timedelta(milliseconds=300),
        gt=timedelta(0),
        description="between looks for expired clocks and waiting jobs",
    )
