"""What review is told from outside."""

from datetime import timedelta

from pydantic import Field, FilePath, field_validator

from shared.calendar import Calendar, load_overlay
from shared.settings import Duration, ServiceSettings


class Settings(ServiceSettings):
    """The shared settings, by what days review counts, and how often it looks for work."""

    look_every: Duration = Field(
        timedelta(milliseconds=300),
        gt=timedelta(0),
        description="between looks for expired clocks and waiting jobs",
    )
    calendar: FilePath | None = Field(
        None,
        description="corrections of the calendar, YAML, as `laurel clock explain --overlay` takes",
        examples=["/etc/laurel/days.yaml"],
    )

    @field_validator("calendar")
    @classmethod
    def _readable(cls, value: FilePath | None) -> FilePath | None:
        if value is not None:
            load_overlay(value)
        return value

    def days(self) -> Calendar:
        """The calendar that clocks count by."""
        return Calendar(None if self.calendar is None else load_overlay(self.calendar))
