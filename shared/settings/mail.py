"""The mail server that a service sends by."""

from email.utils import parseaddr
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from shared.settings.service import ServiceSettings, in_production
from shared.settings.units import Unit

EXAMPLE_SENDER = "Laurel <notices@laurel.example>"


class MailSettings(ServiceSettings):
    """Mail server and sender; a service without a mail server sends none."""

    smtp: str | None = Field(
        None,
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="mail server, host:port; notify must have one, and without one review mails no "
        "codes to objectors, whom officers verify then",
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
        description="`Name <address>` that mails come from",
        examples=["Laurel <notices@example.cn>"],
    )

    @field_validator("smtp_tls")
    @classmethod
    def _mail_as_strict_as_asked(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("require_tls") and value == "none" and info.data.get("smtp"):
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
        # Of a server that was named, and be it wrongly.
        mails = info.data.get("smtp", "") is not None
        if in_production(info) and mails and value == EXAMPLE_SENDER:
            raise ValueError("this is the example: name your own")
        return value

    def unencrypted(self) -> list[str]:
        """What is talked to without TLS."""
        clear = ["mail"] if self.smtp is not None and self.smtp_tls == "none" else []
        return super().unencrypted() + clear
