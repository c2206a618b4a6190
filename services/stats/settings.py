"""What the statistics service is told from outside: what all services are, and no more."""

from shared.settings import ServiceSettings


class Settings(ServiceSettings):
    """The settings of stats."""
