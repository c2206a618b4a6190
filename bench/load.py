"""A load of prepared requests over kept-alive connections, cheap enough to share the machine."""

import asyncio
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

CONNECTIONS = 32


@dataclass(frozen=True)
class Done:
    """What came of a load."""

    requests: int
    seconds: float
    statuses: Mapping[int, int]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def request(method: str, url: str, body: object = None, **headers: str) -> bytes:
    """An HTTP/1.1 request as it goes over the wire; underscores in header names become dashes.

    A body of bytes goes as it is, any other as JSON.
    """
    parts = urlsplit(url)
    plain = b"" if body is None else body
    content = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    lines = [
        f"{method} {parts.path or '/'}{'?' if parts.query else ''}{parts.query} HTTP/1.1",
        f"Host: {parts.netloc}",
        *([] if "Content_Type" in headers else ["Content-Type: application/json"]),
        f"Content-Length: {len(content)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def load(url: str, requests: Iterable[bytes], connections: int = CONNECTIONS) -> Done:
    """Sends every request once, `connections` at a time."""
    waiting = iter(requests)
    statuses: dict[int, int] = {}
    begun = time.perf_counter()
    await asyncio.gather(*(_one_after_another(url, waiting, statuses) for _ in range(connections)))
    return Done(sum(statuses.values()), time.perf_counter() - begun, statuses)


class Connection:
    """A connection that is kept alive, from entering to leaving."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)

    async def __aenter__(self) -> Self:
        parts = self._parts
        self._reader, self._writer = await asyncio.open_connection(parts.hostname, parts.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    async def send(self, message: bytes) -> int:
        """Sends a request and reads the answer; its status."""
        self._writer.write(message)
        return await _answer(self._reader)


async def _one_after_another(url: str, waiting: Iterator[bytes], statuses: dict[int, int]) -> None:
    async with Connection(url) as line:
        for message in waiting:
            status = await line.send(message)
            statuses[status] = statuses.get(status, 0) + 1


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length: ", 1)[1].split("\r\n", 1)[0])
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])
