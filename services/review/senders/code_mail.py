"""Mails a code to the address that an objector gave, in both languages.

It quotes nothing that was typed into the form: the address may be somebody else's.
"""

from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

import aiosmtplib
from aiosmtplib.errors import (
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from services.review.domain.lists.verifying import Code
from services.review.ports import Later, Mailed, Refused
from shared.calendar import BEIJING
from shared.errors import Unavailable

SUBJECT = "【异议验证】Code of your objection"
TEXT = """\
有人以此邮箱对公示名单提出异议，编号 {objection}。
如果是您本人，请在北京时间 {until} 之前，在提出异议的页面填写以下验证码。逾期未填写，该异议失效。

    {code}

如果不是您本人，请勿理会本邮件：没有验证码，该异议不生效。请勿将验证码告知他人。

----

Somebody gave this address with the objection {objection} to a list under public notice.
If that was you, type this code on the page of your objection before {until} Beijing time. Without
it the objection lapses.

    {code}

If it was not you, do nothing: without the code it never counts. Show the code to nobody.
"""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where the mail server is, and who mails come from; times out after `within` seconds."""

    host: str
    port: int
    sender: str
    tls: bool = False
    starttls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    within: float = 30.0


class SmtpCodeMail:
    """Opens a connection for each mail: there are few."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def send(self, code: Code, at: datetime) -> Mailed | Refused | Later:
        """What the server said; raises Unavailable when it can't be reached or won't have us."""
        server = self._server
        try:
            message = letter(code, server.sender, at)
        except ValueError as error:
            return Refused(f"the address can't be written to: {error}")
        try:
            await aiosmtplib.send(
                message,
                sender=parseaddr(server.sender)[1],
                recipients=[code.email],
                hostname=server.host,
                port=server.port,
                use_tls=server.tls,
                start_tls=server.starttls,
                username=server.user,
                password=server.password,
                timeout=server.within,
            )
        except SMTPRecipientsRefused as error:
            refused = error.recipients[0]
            return _meaning(refused.code, refused.message)
        except SMTPSenderRefused as error:
            raise Unavailable(f"the mail server refuses our sender: {error.code}") from error
        except SMTPResponseException as error:
            return _meaning(error.code, error.message)
        except (SMTPNotSupported, ValueError) as error:
            return Refused(f"the address can't be written to: {error}")
        except (SMTPException, OSError) as error:
            raise Unavailable(f"mail server {server.host}:{server.port}: {error}") from error
        return Mailed()


def letter(code: Code, sender: str, at: datetime) -> EmailMessage:
    """The mail; raises ValueError for an address that can't stand in a header."""
    name, address = parseaddr(sender)
    until = f"{code.verify_by.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    local, _, domain = address.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = _message_id(code, domain)
    message["Date"] = format_datetime(at)
    message["From"] = Address(name, local, domain)
    message["To"] = Address(addr_spec=code.email)
    message["Subject"] = SUBJECT
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(
        TEXT.format(objection=code.objection, until=until, code=code.code), cte="base64"
    )
    return message


def _message_id(code: Code, domain: str) -> str:
    """One for each code, or a mailbox would take another one for a copy; the same when repeated."""
    which = f"{code.objection}.{code.verify_by.timestamp():.0f}"
    return f"<{which if code.made == 1 else f'{which}.{code.made}'}@{domain}>"


def _meaning(code: int, said: str) -> Refused | Later:
    words = f"{code} {' '.join(said.split())}"[:300]
    return Refused(words) if code >= 500 else Later(words)
