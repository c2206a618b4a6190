"""Connections to the mail server that are reused."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

from aiosmtplib import SMTP, SMTPException

IDLE_AT_MOST = 20.0
"""Seconds; servers hang up on a quiet connection."""

MAILS_AT_MOST = 200
"""A connection; many servers refuse more."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the mail server is and how to log in; times out after `within` seconds of silence."""

    host: str
    port: int
    tls: bool = False
    starttls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    within: float = 30.0


@dataclass(slots=True)
class Connection:
    """An open connection; `fresh` until it has carried a mail."""

    client: SMTP
    mails: int = 0
    used_at: float = 0.0

    @property
    def fresh(self) -> bool:
        """Whether nothing was sent on it yet."""
        return self.mails == 0


class CannotConnect(Exception):
    """No session with the mail server could be begun; the text says why."""


class Pool:
    """As many connections as are needed at once, opened when needed."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def connection(self, *, fresh: bool = False) -> AsyncIterator[Connection]:
        """A connection for one mail; it is reused unless the block raises.

        Raises CannotConnect.
        """
        connection = None if fresh else self._reusable()
        connection = connection or await self._connected()
        try:
            yield connection
        except BaseException:
            connection.client.close()
            raise
        connection.mails += 1
        connection.used_at = monotonic()
        if connection.mails < MAILS_AT_MOST and connection.client.is_connected:
            self._idle.append(connection)
        else:
            await _quit(connection)

    async def close(self) -> None:
        """Says goodbye on every connection."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(_quit(connection) for connection in idle))

    def _reusable(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.client.is_connected and monotonic() - connection.used_at < IDLE_AT_MOST:
                return connection
            connection.client.close()
        return None

    async def _connected(self) -> Connection:
        server = self._server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=server.starttls,
            username=server.user,
            password=server.password,
            timeout=server.within,
        )
        try:
            await client.connect()
        except (SMTPException, OSError, ValueError) as error:
            client.close()
            raise CannotConnect(f"{server.host}:{server.port}: {error}") from error
        return Connection(client)


async def _quit(connection: Connection) -> None:
    try:
        await connection.client.quit(timeout=2)
    except (SMTPException, OSError):
        connection.client.close()
