"""What is sent to one receiver, and what comes back, within bounds of time and size."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import httpcore

from services.notify.domain.agencies.attempt import Fault
from services.notify.senders.agencies.network import LeadsInwards

ANSWER_AT_MOST = 16 * 1024
"""Bytes that are read of an answer."""

BODY_AT_MOST = 256 * 1024
"""Bytes of a message; receivers need not take larger ones (Standard Webhooks)."""

CONNECT_WITHIN = 5.0
"""Seconds until there is a connection, and again until TLS is agreed on."""

IDLE_AT_MOST = 30.0
"""Seconds that a connection is kept for the next message."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A receiver's answer: its status, the beginning of its body, and `Retry-After` as it came."""

    status: int
    body: bytes
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No answer came, and why."""

    fault: Fault
    detail: str


class Line:
    """Connections to one receiver; nobody else's wait behind them.

    No redirect is followed, no proxy of the environment is used, no cookie is kept, and nothing is
    unpacked.
    """

    def __init__(
        self, network: httpcore.AsyncNetworkBackend, tls: ssl.SSLContext, *, within: float
    ) -> None:
        self._within = within
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=None,
            keepalive_expiry=IDLE_AT_MOST,
            network_backend=network,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.aclose()

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes
    ) -> Answered | Unanswered:
        """Posts the body once and tells what came back; `within` seconds for all of it."""
        assert len(body) <= BODY_AT_MOST, "too large for a receiver"
        head: Answered | None = None
        try:
            async with asyncio.timeout(self._within):
                async with self._pool.stream(
                    "POST",
                    url,
                    headers=list(headers.items()),
                    content=body,
                    extensions={"timeout": self._timeouts()},
                ) as response:
                    retry_after = _header(response, b"retry-after")
                    head = Answered(response.status, b"", retry_after)
                    async for chunk in response.aiter_stream():
                        read = (head.body + chunk)[:ANSWER_AT_MOST]
                        head = Answered(head.status, read, retry_after)
                        if len(read) == ANSWER_AT_MOST:
                            break
                    return head
        except LeadsInwards as error:
            return Unanswered("address", str(error))
        # The status is the answer; what is missing of the body is not waited for any longer.
        except (TimeoutError, httpcore.TimeoutException) as error:
            return head or Unanswered("time", _said(error) or "no answer came in time")
        except httpcore.ConnectError as error:
            return Unanswered(_connecting(error), _said(error))
        except httpcore.ProtocolError as error:
            return head or Unanswered("answer", _said(error))
        except httpcore.NetworkError as error:
            return head or Unanswered("connection", _said(error) or "it broke off")

    def _timeouts(self) -> dict[str, float]:
        return {
            "connect": min(CONNECT_WITHIN, self._within),
            "read": self._within,
            "write": self._within,
            "pool": self._within,
        }


def _header(response: httpcore.Response, name: bytes) -> str | None:
    found = (value for key, value in response.headers if key.lower() == name)
    value = next(found, None)
    return None if value is None else value[:100].decode("ascii", "replace")


def _connecting(error: httpcore.ConnectError) -> Fault:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "certificate"
        cause = cause.__cause__ or cause.__context__
    return "name" if "name was not found" in str(error) else "connection"


def _said(error: BaseException) -> str:
    return str(error).partition("\n")[0][:300]
