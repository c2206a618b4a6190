"""What the portal is told from outside, beyond what all processes are that answer HTTP."""

from datetime import timedelta
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, FilePath, SecretStr, ValidationInfo, field_validator, model_validator

from services.portal.domain.return_address import BASE
from shared.keeping import Keeper, keys_in
from shared.settings import HttpSettings, Unit, in_production

NAMES = ("intake", "review", "stats", "notify")
"""The services whose interfaces it calls."""


class Settings(HttpSettings):
    """The settings of the portal."""

    portal: str = Field(
        pattern="^https?://.+",
        description="where the portal is, a URL: letters link to it; production must name one",
        examples=["https://laurel.example.cn/portal"],
    )
    services: str = Field(
        " ".join(f"{name}=http://{name}:8080" for name in NAMES),
        pattern=r"^(\w[\w-]*=https?://\S+\s*)+$",
        description="where the services are found, `name=URL` with spaces between",
    )
    discovery: str = Field(
        "",
        pattern="^(https?://.+)?$",
        description="where the issuer says how one signs in with it; empty: its own address and "
        "`/.well-known/openid-configuration`",
        examples=["https://login.example.cn/.well-known/openid-configuration"],
    )
    client_id: str = Field("laurel-portal", description="by what the issuer knows the portal")
    client_secret: SecretStr | None = Field(
        None, description="secret of the portal at the issuer, where it gave one"
    )
    sign_in_scope: str = Field(
        "openid profile", description="what the portal asks the issuer for, with spaces between"
    )
    session_key: FilePath = Field(
        description="keys that keep the tokens of those who are signed in, one a line, the newest "
        "first: 32 bytes in base64url each",
        examples=["/run/secrets/session.key"],
    )
    session_hours: Annotated[int, Unit("hours")] = Field(
        12, ge=1, le=168, description="how long one stays signed in, at most"
    )
    upload_at_most: Annotated[int, Unit("bytes")] = Field(
        512 * 1024 * 1024,
        ge=1024 * 1024,
        description="largest request with files, all of them together",
    )

    @field_validator("portal")
    @classmethod
    def _here(cls, value: str, info: ValidationInfo) -> str:
        if in_production(info) and not value.startswith("https://"):
            raise ValueError("production needs an https:// address")
        if urlsplit(value).path.rstrip("/") != BASE:
            raise ValueError(f"the portal is served at {BASE} of its front door")
        return value.rstrip("/")

    @field_validator("discovery")
    @classmethod
    def _over_https(cls, value: str, info: ValidationInfo) -> str:
        if in_production(info) and value and not value.startswith("https://"):
            raise ValueError("production needs an https:// address")
        return value

    @field_validator("session_key")
    @classmethod
    def _holds_keys(cls, value: FilePath) -> FilePath:
        keys_in(value)
        return value

    @model_validator(mode="after")
    def _all_are_named(self) -> Self:
        if missing := [name for name in NAMES if name not in self.urls()]:
            raise ValueError(f"LAUREL_SERVICES does not say where {', '.join(missing)} is")
        return self

    @property
    def secure(self) -> bool:
        """Whether browsers come over TLS."""
        return self.portal.startswith("https://")

    @property
    def discovered_at(self) -> str:
        """Where the issuer describes itself."""
        known = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        return self.discovery or known

    @property
    def lasts(self) -> timedelta:
        """How long a session lasts at most."""
        return timedelta(hours=self.session_hours)

    def urls(self) -> dict[str, str]:
        """Where each service is."""
        return dict(each.split("=", 1) for each in self.services.split())

    def keeper(self) -> Keeper:
        """What keeps the tokens of sessions."""
        return Keeper(keys_in(self.session_key), "LAUREL_SESSION_KEY")
