"""A load of prepared requests over kept-alive connections, cheap enough to share the machine."""

import asyncio
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
    """An HTTP/1.1 request as it goes over the wire; underscores in header names become dashes."""
    parts = urlsplit(url)
    content = b"" if body is None else json.dumps(body).encode()
    lines = [
        f"{method} {parts.path or '/'} HTTP/1.1",
        f"Host: {parts.netloc}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def load(url: str, requests: Iterable[bytes], connections: int = CONNECTIONS) -> Done:
    """Sends every request once, `connections` at a time."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    assert parts.port is not None
    waiting = iter(requests)
    statuses: dict[int, int] = {}
    begun = time.perf_counter()
    await asyncio.gather(
        *(_connection(parts.hostname, parts.port, waiting, statuses) for _ in range(connections))
    )
    return Done(sum(statuses.values()), time.perf_counter() - begun, statuses)


async def _connection(
    host: str, port: int, waiting: Iterator[bytes], statuses: dict[int, int]
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        for message in waiting:
            writer.write(message)
            status = await _answer(reader)
            statuses[status] = statuses.get(status, 0) + 1
    finally:
        writer.close()
        await writer.wait_closed()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length: ", 1)[1].split("\r\n", 1)[0])
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])
