"""The player's HTTP client: a few kept-alive connections a service."""

import asyncio
import json
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from deploy.replay.client.answers import Answer, Refused
from deploy.replay.client.connection import Connection, ConnectionLost

AT_ONCE = 32
"""Requests in flight to one service."""

ANSWER_WITHIN = 60.0
"""Seconds."""

RETRY_AFTER = 0.2
"""Seconds between two tries of a patient client."""

AWAY = (502, 503, 504)
"""What a front door or a service answers while what it needs is away."""


class Client:
    """Talks to one service; use as a context.

    It repeats a request that got no answer, or that somebody was away for, for up to `patience`
    seconds.
    """

    def __init__(self, base: str, patience: float = 0.0) -> None:
        self.base = base
        self.patience = patience
        parts = urlsplit(base)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._idle: list[Connection] = []
        self._room = asyncio.Semaphore(AT_ONCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection in self._idle:
            connection.close()

    async def call(
        self,
        method: str,
        path: str,
        token: str = "",
        *,
        data: Any = None,
        body: bytes = b"",
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Sends a request with `data` as JSON, or `body` of media type `kind`.

        Whatever the status is, it is the caller's to judge. Raises ConnectionLost or TimeoutError.
        """
        if data is not None:
            body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        lines = [f"{method} {path} HTTP/1.1", f"host: {self._host}:{self._port}"]
        if token:
            lines.append(f"authorization: Bearer {token}")
        if body or method in ("POST", "PUT", "PATCH"):
            lines += [f"content-length: {len(body)}", f"content-type: {kind}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        async with self._room:
            return await self._patiently(head, body)

    async def ask(self, method: str, path: str, token: str = "", **more: Any) -> Any:
        """As `call`, and returns the JSON of the answer; raises Refused if it is not 2xx."""
        return (await self.need(method, path, token, **more)).json()

    async def need(self, method: str, path: str, token: str = "", **more: Any) -> Answer:
        """As `call`; raises Refused if it is not 2xx."""
        answer = await self.call(method, path, token, **more)
        if not answer.ok:
            raise Refused(f"{method} {self.base}{path}", answer)
        return answer

    async def _patiently(self, head: bytes, body: bytes) -> Answer:
        deadline = time.monotonic() + self.patience
        while True:
            try:
                async with asyncio.timeout(ANSWER_WITHIN):
                    answer = await self._exchange(head, body)
            except (ConnectionLost, OSError):
                if time.monotonic() >= deadline:
                    raise
            else:
                if answer.status not in AWAY or time.monotonic() >= deadline:
                    return answer
            await asyncio.sleep(RETRY_AFTER)

    async def _exchange(self, head: bytes, body: bytes) -> Answer:
        while True:
            connection, reused = await self._connection()
            try:
                answer = Answer(await connection.send(head, body))
            except ConnectionLost as lost:
                # A kept connection that the server had just given up: nothing was read.
                if reused and not lost.answering:
                    continue
                raise
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)
            return answer

    async def _connection(self) -> tuple[Connection, bool]:
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection, True
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(Connection, self._host, self._port)
        return connection, False
