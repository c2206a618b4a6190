"""A letter as the bytes of a mail.

Written by hand, since the standard EmailMessage takes ten times as long over it.
"""

import re
from base64 import encodebytes
from email.header import Header
from email.utils import format_datetime, parseaddr

from services.notify.ports import Mail
from shared.mail_address import is_mail_address
from shared.trace import current_traceparent

BOUNDARY = "=_laurel"
"""Can't occur in a part, since all parts are base64."""

_PLAIN = re.compile(r"[A-Za-z0-9 ]{0,60}")


class Sender:
    """Who letters come from, as `Name <local@domain>`."""

    def __init__(self, sender: str) -> None:
        name, self.address = parseaddr(sender)
        self.domain = self.address.rpartition("@")[2]
        self.header = _named(name, self.address)


def to_bytes(mail: Mail, sender: Sender, to: str | None = None) -> bytes:
    """Plain text and HTML, with a Message-ID that all attempts share.

    `to` is the address as the server takes it, where that differs. Raises ValueError for an address
    that can't stand in a header.
    """
    if not is_mail_address(mail.to.email):
        raise ValueError("it is not of the form local@domain")
    language = mail.letter.language
    headers = {
        "Message-ID": f"<{mail.message}@{sender.domain}>",
        "Date": format_datetime(mail.at),
        "From": sender.header,
        "To": _named(mail.to.name.in_language(language), to or mail.to.email),
        "Subject": _encoded(mail.letter.subject),
        "Auto-Submitted": "auto-generated",
        "Content-Language": "zh-CN" if language == "zh" else "en",
    }
    if traceparent := current_traceparent():
        headers["traceparent"] = traceparent
    headers["MIME-Version"] = "1.0"
    headers["Content-Type"] = f'multipart/alternative; boundary="{BOUNDARY}"'
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    parts = _part("plain", mail.letter.text) + _part("html", mail.html)
    return head.encode() + b"\r\n" + parts + f"--{BOUNDARY}--\r\n".encode()


def _part(subtype: str, text: str) -> bytes:
    head = (
        f"--{BOUNDARY}\r\nContent-Type: text/{subtype}; charset=utf-8\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    lines = "\r\n".join(text.split("\n")).encode()
    return head.encode() + encodebytes(lines).replace(b"\n", b"\r\n")


def _named(name: str, address: str) -> str:
    encoded = _encoded(name)
    return f"{encoded}\r\n <{address}>" if encoded else f"<{address}>"


def _encoded(text: str) -> str:
    words = " ".join(text.split())
    if _PLAIN.fullmatch(words):
        return words
    return Header(words, "utf-8", header_name="Subject").encode(linesep="\r\n")
