"""A real SMTP server that answers as a test tells it to."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


@dataclass
class MailServer:
    """Takes all mail but for what `answers` holds for an address, in turn; can go down and up.

    `always` answers to every recipient at a domain, `to_data` to every mail to one. It takes
    addresses in UTF-8 unless `in_utf_8` says no.
    """

    answers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    always: dict[str, str] = field(default_factory=dict)
    to_data: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    sessions: int = 0
    before_answering: Callable[[], None] = lambda: None
    in_utf_8: bool = True
    port: int = 0
    _server: asyncio.Server | None = None
    _open: list[SMTP] = field(default_factory=list)

    @property
    def address(self) -> str:
        """host:port"""
        return f"{HOST}:{self.port}"

    def to(self, address: str) -> list[EmailMessage]:
        """All mails that this recipient got."""
        return [message for to, message in self.received if to == address]

    async def up(self) -> None:
        """Listens, on the same port as before."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._protocol, HOST, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        """Hangs up on everybody and refuses connections."""
        assert self._server is not None
        self._server.close()
        for protocol in self._open:
            if isinstance(protocol.transport, asyncio.WriteTransport):
                protocol.transport.abort()
        self._open.clear()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        """Refuses as the test said, or takes the recipient."""
        domain = address.rpartition("@")[2]
        self.asked[domain] += 1
        if domain in self.always:
            return self.always[domain]
        if self.answers[address]:
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keeps the mail."""
        assert isinstance(envelope.content, bytes)
        domain = envelope.rcpt_tos[0].rpartition("@")[2]
        if domain in self.to_data:
            return self.to_data[domain]
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received += [(to, message) for to in envelope.rcpt_tos]
        self.before_answering()
        return f"250 2.0.0 taken as {len(self.received)}"

    def _protocol(self) -> SMTP:
        self.sessions += 1
        protocol = SMTP(self, hostname="mail.test", enable_SMTPUTF8=self.in_utf_8)
        self._open.append(protocol)
        return protocol
