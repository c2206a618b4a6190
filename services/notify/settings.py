"""What notify is told from outside, besides what all services are."""

from email.utils import parseaddr
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator

from services.notify.senders.pool import Server
from shared.settings import ServiceSettings

EXAMPLE_SENDER = "Laurel <notices@laurel.example>"
EXAMPLE_PORTAL = "https://laurel.example"


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
    smtp_user: str | None = Field(None, description="login, when the server wants one")
    smtp_password: SecretStr | None = Field(None, description="its password")
    smtp_seconds: float = Field(30.0, gt=0, description="longest silence of the mail server")
    mail_from: str = Field(EXAMPLE_SENDER, description="`Name <address>` that notices come from")
    mail_at_once: int = Field(8, ge=1, le=100, description="connections to the mail server")
    portal: str = Field(EXAMPLE_PORTAL, description="where enterprises send supplements, a URL")

    @field_validator("mail_from")
    @classmethod
    def _has_an_address(cls, value: str) -> str:
        if not parseaddr(value)[1].rpartition("@")[0]:
            raise ValueError(f"{value!r} is not of the form `Name <local@domain>`")
        return value

    @model_validator(mode="after")
    def _production_names_its_own(self) -> Self:
        if self.env == "production":
            examples = {"MAIL_FROM": EXAMPLE_SENDER, "PORTAL": EXAMPLE_PORTAL}
            for name, example in examples.items():
                if getattr(self, name.lower()) == example:
                    raise ValueError(f"LAUREL_{name} is still {example!r}: name your own")
        return self

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
