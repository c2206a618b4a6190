"""What review is told from outside."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import Field, FilePath

from services.review.domain.lists.sources import Limits
from services.review.senders.code_mail import MailServer
from shared.settings import CalendarSettings, Duration, FontSettings, MailSettings, Unit


class Settings(CalendarSettings, FontSettings, MailSettings):
    """The shared settings, by what days review counts, how often it polls, and how it signs.

    Minutes are printed with the fonts; codes go to objectors by mail.
    """

    former: ClassVar[Mapping[str, str]] = {"poll_every": "look_every"}

    poll_every: Duration = Field(
        timedelta(milliseconds=300),
        gt=timedelta(0),
        description="between two polls for expired clocks and waiting jobs; its former name, "
        "LAUREL_LOOK_EVERY, is read for the last time in this version",
    )
    sheet_within: Duration = Field(
        timedelta(seconds=20),
        gt=timedelta(0),
        description="how long reading one sheet (summary, register) may take",
    )
    sheet_memory: Annotated[int, Unit("bytes")] = Field(
        768 * 1024 * 1024,
        ge=256 * 1024 * 1024,
        description="address space of a process that reads sheets (summary, register)",
    )
    status_key: FilePath | None = Field(
        None,
        description="private key (Ed25519, PEM) that signs what certificates are worth; without it "
        "answers are not signed",
        examples=["/run/secrets/status-key.pem"],
    )
    seal: FilePath | None = Field(
        None,
        description="private key (ECDSA or RSA) and its certificates (PEM) that seal certificates; "
        "without it they are not sealed",
        examples=["/run/secrets/seal.pem"],
    )
    verify_url: str = Field(
        "",
        pattern="^(https?://.+)?$",
        description="base URL that the QR code on a certificate leads to; empty: that of the pages",
        examples=["https://laurel.example.cn"],
    )
    objections_of_block: int = Field(
        20,
        ge=1,
        description="most objections to a list within a day from one block of addresses (IPv4 /24, "
        "IPv6 /56); those whose objector an officer has verified do not count",
    )
    objections_of_contact: int = Field(
        5, ge=1, description="the same of one e-mail address or telephone number"
    )

    def limits(self) -> Limits:
        """The most objections that one source may file."""
        return Limits(self.objections_of_block, self.objections_of_contact)

    def mail_server(self) -> MailServer | None:
        """The server that codes are mailed by; None where there is none."""
        if self.smtp is None:
            return None
        host, _, port = self.smtp.rpartition(":")
        password = self.smtp_password
        return MailServer(
            host=host,
            port=int(port),
            sender=self.mail_from,
            tls=self.smtp_tls == "tls",
            starttls=self.smtp_tls == "starttls",
            user=self.smtp_user,
            password=None if password is None else password.get_secret_value(),
            within=self.smtp_seconds,
        )
