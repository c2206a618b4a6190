"""Mail over SMTP."""

from aiosmtplib.errors import (
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from services.notify.domain.outcome import Bounced, Delivered, Outcome, RetryLater, Unreachable
from services.notify.ports import Mail
from services.notify.senders.address import written_for
from services.notify.senders.answers import closes, meaning
from services.notify.senders.mime import Sender, to_bytes
from services.notify.senders.pool import CannotConnect, Connection, Pool
from shared.trace import current_traceparent, traced


class SmtpMailer:
    """Sends mail through one server; what the server says comes back as a value."""

    def __init__(self, pool: Pool, sender: Sender) -> None:
        self._pool = pool
        self._sender = sender

    async def send(self, mail: Mail) -> Outcome:
        """Sends one mail and tells what the server said."""
        with traced(current_traceparent(), "send mail", "client") as work:
            outcome = await self._send(mail)
            work.note({"laurel.outcome": type(outcome).__name__})
            return outcome

    async def _send(self, mail: Mail) -> Outcome:
        try:
            message = to_bytes(mail, self._sender)
        except ValueError as error:
            return Bounced(f"the address can't be written to: {error}")
        try:
            async with self._pool.connection() as connection:
                fresh = connection.fresh
                return await self._said(connection, mail, message)
        except CannotConnect as error:
            return Unreachable(str(error))
        except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
            if fresh:
                return RetryLater(f"the connection broke: {error}")
        return await self._on_a_new_connection(mail, message)

    async def _on_a_new_connection(self, mail: Mail, message: bytes) -> Outcome:
        # A server may hang up between two mails, which says nothing about the second one.
        try:
            async with self._pool.connection(fresh=True) as connection:
                return await self._said(connection, mail, message)
        except CannotConnect as error:
            return Unreachable(str(error))
        except (SMTPServerDisconnected, SMTPTimeoutError, OSError) as error:
            return RetryLater(f"the connection broke: {error}")

    async def _said(self, connection: Connection, mail: Mail, message: bytes) -> Outcome:
        try:
            to = await self._address(connection, mail)
            if to != mail.to.email:
                message = to_bytes(mail, self._sender, to)
            options = () if to.isascii() else ("SMTPUTF8",)
            _, answer = await connection.client.sendmail(
                self._sender.address, to, message, mail_options=options
            )
        except (
            SMTPRecipientsRefused,
            SMTPResponseException,
            SMTPNotSupported,
            ValueError,
        ) as error:
            if closes(error):
                connection.client.close()
                # Of a connection that had its time, and not of the letter that came next on it.
                if isinstance(error, SMTPSenderRefused) and not connection.fresh:
                    raise SMTPServerDisconnected(str(error)) from error
            return meaning(error)
        return Delivered(" ".join(answer.split()))

    async def _address(self, connection: Connection, mail: Mail) -> str:
        to, client = mail.to.email, connection.client
        if to.isascii():
            return to
        if client.is_ehlo_or_helo_needed:
            await client.ehlo()
        return written_for(to, in_utf_8=client.supports_extension("smtputf8"))
