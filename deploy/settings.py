"""What the command line is told from outside."""

import re

from pydantic import Field, SecretStr, field_validator

from deploy.agencies import PREFIX
from deploy.local.services import SERVICES
from shared.settings import ServerSettings

_LOGIN = re.compile(rf"({PREFIX}[a-z0-9][a-z0-9-]{{0,40}}):\s*(\S{{16,200}})")


def logins_in(lines: str) -> dict[str, str]:
    """Login → password. Raises ValueError, which names the line and never what it holds."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        login = _LOGIN.fullmatch(line.strip())
        if login is None or login[1] in found:
            raise ValueError(
                f"line {number} is not a login of its own, `{PREFIX}NAME: PASSWORD`, of small "
                "letters, digits and hyphens, with a password of 16 characters or more"
            )
        found[login[1]] = login[2]
    return found


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
        description="where the services are found, `name=URL` with spaces between",
    )
    replication: int | None = Field(
        None, ge=1, description="copies of new topics; one when unset", examples=[3]
    )

    agencies: SecretStr | None = Field(
        None,
        description="logins by which agencies read the outcomes from Kafka, one a line: "
        "`agency-NAME: PASSWORD`; `laurel provision` makes them",
    )

    @field_validator("agencies")
    @classmethod
    def _are_logins(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            logins_in(value.get_secret_value())
        return value

    def logins(self) -> dict[str, str] | None:
        """The password of each agency; None where nobody says which agencies there are."""
        return None if self.agencies is None else logins_in(self.agencies.get_secret_value())

    def urls(self) -> dict[str, str]:
        """Where each service is; a name may stand for any number of replicas."""
        return dict(each.split("=", 1) for each in self.services.split())
