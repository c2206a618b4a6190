"""What the command line is told from outside."""

from pydantic import Field

from deploy.local.services import SERVICES
from shared.settings import ServerSettings


class Settings(ServerSettings):
    """The servers of a deployment, and the databases of its services."""

    database_prefix: str = Field(
        "laurel",
        pattern=r'^[^/\\. "$*<>:|?]{1,30}$',
        description="first part of the name of every service's database",
    )
    services: str = Field(
        " ".join(f"{name}=http://{name}:8080" for name in SERVICES),
        pattern=r"^(\w[\w-]*=https?://\S+\s*)+$",
        description="where `laurel status` finds the services, `name=URL` with spaces between",
    )
    replication: int | None = Field(
        None, ge=1, description="copies of new topics; one when unset", examples=[3]
    )

    def urls(self) -> dict[str, str]:
        """Where each service is; a name may stand for any number of replicas."""
        return dict(each.split("=", 1) for each in self.services.split())
