"""A receiver that takes everything and tells how much: `python -m bench.receiving PORT`."""

import asyncio
import json
import sys
from dataclasses import dataclass
from typing import ClassVar

TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """A whole request; `head` has its lines as they came, the first without the version."""

    method: str
    path: str
    head: list[str]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header that is there, named in small letters."""
        lines = (line.partition(":") for line in self.head)
        return next(value.strip() for key, _, value in lines if key.lower() == name)


class Requests(asyncio.Protocol):
    """One connection, of whose requests each is taken once it is whole."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Takes each request once it is whole."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end].decode("latin-1").split("\r\n")
            lengths = [line.split(":")[1] for line in head if line.lower().startswith("content-l")]
            whole = end + 4 + int(lengths[0] if lengths else 0)
            if len(self._read) < whole:
                return
            body, self._read = self._read[end + 4 : whole], self._read[whole:]
            method, path, _ = head[0].split(" ", 2)
            self.take(Request(method, path, head[1:], body))

    def take(self, request: Request) -> None:
        """Answers a request, or does not."""
        raise NotImplementedError

    def tell(self, found: object) -> None:
        """Answers with JSON."""
        body = json.dumps(found).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)


class Receiver(Requests):
    """`counts` has how many messages came, by path."""

    counts: ClassVar[dict[str, int]] = {}

    def take(self, request: Request) -> None:
        """Takes it, or tells the counts."""
        if request.method == "GET":
            self.tell(self.counts)
            return
        self.counts[request.path] = self.counts.get(request.path, 0) + 1
        self.transport.write(TAKEN)


async def main(port: int) -> None:
    """Receives until it is killed."""
    server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
