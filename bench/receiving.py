"""A receiver that takes everything and tells how much: `python -m bench.receiving PORT`."""

import asyncio
import json
import sys

TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


class Receiver(asyncio.Protocol):
    """One connection; `counts` has how many messages came, by path."""

    counts: dict[str, int]

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers each request once it is whole."""
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end].decode("latin-1").split("\r\n")
            lengths = [line.split(":")[1] for line in head if line.lower().startswith("content-l")]
            whole = end + 4 + int(lengths[0] if lengths else 0)
            if len(self._read) < whole:
                return
            self._read = self._read[whole:]
            self._answer(*head[0].split(" ")[:2])

    def _answer(self, method: str, path: str) -> None:
        assert self._transport is not None
        if method == "GET":
            body = json.dumps(self.counts).encode()
            head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n"
            self._transport.write(head.encode() + body)
            return
        self.counts[path] = self.counts.get(path, 0) + 1
        self._transport.write(TAKEN)


async def main(port: int) -> None:
    """Receives until it is killed."""
    Receiver.counts = {}
    server = await asyncio.get_running_loop().create_server(Receiver, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
