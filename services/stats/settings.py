"""What the statistics service is told from outside: what all services are, and its calendar."""

from shared.settings import CalendarSettings


class Settings(CalendarSettings):
    """The settings of stats."""
