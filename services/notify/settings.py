"""The settings of notify, besides those that all services have."""

from email.utils import parseaddr
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.notify.senders.pool import Server
from shared.settings import ServiceSettings, Unit, in_production

EXAMPLE_SENDER = "Laurel <notices@laurel.example>"


class Settings(ServiceSettings):
    """Mail server, sender and portal."""

    smtp: str = Field(
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="mail server, host:port",
        examples=["mail.example.cn:587"],
    )
    smtp_tls: Literal["none", "starttls", "tls"] = Field(
        "none", description="`tls` from the first byte, or `starttls`"
    )
    smtp_user: str | None = Field(
        None, description="login, when the mail server wants one", examples=["laurel"]
    )
    smtp_password: SecretStr | None = Field(None, description="password of that login")
    smtp_seconds: Annotated[float, Unit("seconds")] = Field(
        30.0, gt=0, description="longest silence of the mail server"
    )
    mail_from: str = Field(
        EXAMPLE_SENDER,
        description="`Name <address>` that notices come from",
        examples=["Laurel <notices@example.cn>"],
    )
    mail_at_once: Annotated[int, Unit("connections")] = Field(
        8, ge=1, le=100, description="connections to the mail server"
    )
    portal: str | None = Field(
        None,
        pattern="^https?://.+",
        description="where enterprises send supplements, a URL: letters link to it; "
        "production must name one",
        examples=["https://portal.example.cn"],
    )

    @field_validator("smtp_tls")
    @classmethod
    def _mail_as_strict_as_asked(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("require_tls") and value == "none":
            raise ValueError("LAUREL_REQUIRE_TLS is set")
        return value

    @field_validator("smtp_password")
    @classmethod
    def _with_its_login(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if "smtp_user" in info.data and (value is None) != (info.data["smtp_user"] is None):
            raise ValueError("it and LAUREL_SMTP_USER go together")
        return value

    @field_validator("mail_from")
    @classmethod
    def _has_an_address(cls, value: str, info: ValidationInfo) -> str:
        if not parseaddr(value)[1].rpartition("@")[0]:
            raise ValueError("not of the form `Name <local@domain>`")
        if in_production(info) and value == EXAMPLE_SENDER:
            raise ValueError("this is the example: name your own")
        return value

    @field_validator("portal")
    @classmethod
    def _named_in_production(cls, value: str | None, info: ValidationInfo) -> str | None:
        if in_production(info) and value is None:
            raise PydanticCustomError("missing", "Field required")
        return value

    def unencrypted(self) -> list[str]:
        """What is talked to without TLS."""
        return super().unencrypted() + (["mail"] if self.smtp_tls == "none" else [])

    def mail_server(self) -> Server:
        """The server that these settings describe."""
        host, _, port = self.smtp.rpartition(":")
        return Server(
            host=host,
            port=int(port),
            tls=self.smtp_tls == "tls",
            starttls=self.smtp_tls == "starttls",
            user=self.smtp_user,
            password=self.smtp_password.get_secret_value() if self.smtp_password else None,
            within=self.smtp_seconds,
        )
