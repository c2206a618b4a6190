"""By what days a service counts."""

from pydantic import Field, FilePath, field_validator

from shared.calendar import Calendar, load_overlay
from shared.settings.service import ServiceSettings


class CalendarSettings(ServiceSettings):
    """The settings of a service that counts working days."""

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
        """The calendar that this service counts by."""
        return Calendar(None if self.calendar is None else load_overlay(self.calendar))
