"""The settings of notify, besides those that all services have."""

from typing import Annotated, Literal, TypeVar

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.notify.senders.agencies.settings import ReceiverSettings
from services.notify.senders.imap import ImapFolder
from services.notify.senders.pool import Server
from services.notify.senders.reporters import Reporters, domains_in
from shared.settings import MailSettings, Unit, in_production

T = TypeVar("T")


class Settings(MailSettings, ReceiverSettings):
    """Mail server, sender and portal, and what is told of the receivers of agencies."""

    smtp: str = Field(
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="mail server, host:port",
        examples=["mail.example.cn:587"],
    )
    mail_at_once: Annotated[int, Unit("connections")] = Field(
        8, ge=1, le=100, description="connections to the mail server"
    )
    portal: str | None = Field(
        None,
        pattern="^https?://.+",
        description="where the portal is, a URL: letters link to it; production must name one",
        examples=["https://portal.example.cn"],
    )

    bounce_imap: str | None = Field(
        None,
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="mailbox that bounces come to, IMAP host:port; without one none is read",
        examples=["mail.example.cn:993"],
    )
    bounce_imap_tls: Literal["none", "starttls", "tls"] = Field(
        "tls", description="`tls` from the first byte, or `starttls`"
    )
    bounce_imap_user: str | None = Field(
        None, description="login of that mailbox", examples=["notices@example.cn"]
    )
    bounce_imap_password: SecretStr | None = Field(None, description="password of that login")
    bounce_imap_folder: str = Field(
        "INBOX",
        pattern=r"^[\x20-\x7e]+$",
        description="folder that is read, named as the server has it (RFC 3501 5.1.3)",
    )
    bounce_imap_every: Annotated[float, Unit("seconds")] = Field(
        60.0, ge=1, le=3600, description="pause between two looks into that folder"
    )
    bounce_reporters: str | None = Field(
        None,
        description="domains whose reports in that mailbox count, with commas",
        examples=["mail.example.cn, qq.com"],
    )
    bounce_checked_by: str | None = Field(
        None,
        description="what the mailbox's server calls itself in `Authentication-Results`; then a "
        "report from outside counts only if it passed",
        examples=["mx.example.cn"],
    )

    @field_validator("bounce_imap_user", "bounce_imap_password", "bounce_reporters")
    @classmethod
    def _goes_with_the_mailbox(cls, value: T, info: ValidationInfo) -> T:
        if info.data.get("bounce_imap") is not None and not value:
            raise ValueError("needed with LAUREL_BOUNCE_IMAP")
        return value

    @field_validator("bounce_imap_folder")
    @classmethod
    def _can_be_quoted(cls, value: str) -> str:
        if set(value) & {'"', "\\"}:
            raise ValueError("may not have quotation marks or backslashes")
        return value

    @field_validator("bounce_imap_tls")
    @classmethod
    def _mailbox_as_strict_as_asked(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("require_tls") and value == "none" and info.data.get("bounce_imap"):
            raise ValueError("LAUREL_REQUIRE_TLS is set")
        return value

    @field_validator("portal")
    @classmethod
    def _named_in_production(cls, value: str | None, info: ValidationInfo) -> str | None:
        if in_production(info) and value is None:
            raise PydanticCustomError("missing", "Field required")
        return value

    def unencrypted(self) -> list[str]:
        """What is talked to without TLS."""
        clear = super().unencrypted()
        if self.bounce_imap is not None and self.bounce_imap_tls == "none":
            clear.append("mailbox of bounces")
        return clear

    def bounce_folder(self) -> ImapFolder | None:
        """The folder that bounces are read from; None where none is."""
        if self.bounce_imap is None or not self.bounce_imap_user or not self.bounce_imap_password:
            return None
        host, _, port = self.bounce_imap.rpartition(":")
        return ImapFolder(
            host=host,
            port=int(port),
            tls=self.bounce_imap_tls,
            user=self.bounce_imap_user,
            password=self.bounce_imap_password.get_secret_value(),
            name=self.bounce_imap_folder,
        )

    def reporters(self) -> Reporters:
        """Whose reports count."""
        return Reporters(domains_in(self.bounce_reporters or ""), self.bounce_checked_by)

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
