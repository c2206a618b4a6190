"""What the command line is told from outside."""

from pydantic import Field

from shared.settings import ServerSettings


class Settings(ServerSettings):
    """The servers of a deployment, and the databases of its services."""

    database_prefix: str = Field(
        "laurel",
        pattern=r'^[^/\\. "$*<>:|?]{1,30}$',
        description="first part of the name of every service's database",
    )
