"""The SMTP side: accepts mail like a receiving server, bounces and greylists by address."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local.mail.mailbox import Mailbox

log = logging.getLogger(__name__)


class Catcher:
    """Answers aiosmtpd's commands; `bounce…@` is never known, `greylist…@` only at a second try."""

    def __init__(self, mailbox: Mailbox, threads: Executor) -> None:
        self._mailbox = mailbox
        self._threads = threads
        self._greylisted: set[str] = set()
        self.refused: Counter[str] = Counter()

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Takes or refuses one recipient."""
        local = address.partition("@")[0].casefold()
        if local.startswith("bounce"):
            self.refused[address] += 1
            return f"550 5.1.1 <{address}>: no such mailbox"
        if local.startswith("greylist") and address not in self._greylisted:
            self._greylisted.add(address)
            self.refused[address] += 1
            return f"451 4.7.1 <{address}>: greylisted, try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keeps the mail; 250 only once it is on disk."""
        content = envelope.content
        raw = content.encode("utf-8") if isinstance(content, str) else content or b""
        loop = asyncio.get_running_loop()
        sender, to = envelope.mail_from or "", list(envelope.rcpt_tos)
        try:
            new = await loop.run_in_executor(self._threads, self._mailbox.keep, sender, to, raw)
        except OSError:
            log.exception("a mail could not be written")
            return "452 4.3.1 could not be written, try again later"
        return "250 2.0.0 kept" if new else "250 2.0.0 kept already"


def protocol(catcher: Catcher) -> Callable[[], SMTP]:
    """Makes the protocol of one connection; for `loop.create_server`, inside the loop."""
    return lambda: SMTP(catcher, hostname="localhost", ident="Laurel", enable_SMTPUTF8=True)
