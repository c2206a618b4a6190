"""Receivers that fail, each in its way: `python -m bench.failing PORT TLS_PORT CERTIFICATE`.

The path says how: `/WAY/…`. Whatever comes to the port with TLS meets a certificate that nobody
signed, for another name. They are for this machine alone, and every answer has an end.
"""

import asyncio
import os
import socket
import ssl
import struct
import sys
from collections import Counter
from typing import ClassVar

from bench.receiving import TAKEN, Request, Requests

WAYS = ("slow", "refusing", "reset", "certificate", "endless", "redirect")
INSIDE = "/inside"
OUTSIDE = 10
"""How much less this process is worth than the services: it is no part of them."""

SLOW = 5.0
DRIP, DRIP_EVERY, DRIPS = b"a", 0.1, 600
FLOOD, FLOODS = b"a" * 65_536, 64
REFUSED = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 4\r\n\r\nbusy"
BEGUN = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
ELSEWHERE = "HTTP/1.1 307 Temporary Redirect\r\ncontent-length: 0"
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing resets."""


class Failing(Requests):
    """`came` has how many requests came, by way."""

    came: ClassVar[Counter[str]] = Counter()
    port: ClassVar[int]
    tasks: ClassVar[set[asyncio.Task[None]]] = set()

    def take(self, request: Request) -> None:
        """Fails, or tells the counts."""
        if request.method == "GET" and request.path == "/came":
            self.tell(self.came)
            return
        way = request.path.split("/")[1]
        self.came[way] += 1
        task = asyncio.create_task(self._answer(way))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _answer(self, way: str) -> None:
        match way:
            case "slow":
                await asyncio.sleep(SLOW)
                self.transport.write(TAKEN)
            case "refusing":
                self.transport.write(REFUSED)
            case "reset":
                opened = self.transport.get_extra_info("socket")
                opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                self.transport.abort()
            case "endless" if self.came[way] % 2:
                await self._endless(FLOOD, 0, FLOODS)
            case "endless":
                await self._endless(DRIP, DRIP_EVERY, DRIPS)
            case "redirect":
                there = f"location: http://127.0.0.1:{self.port}{INSIDE}"
                self.transport.write(f"{ELSEWHERE}\r\n{there}\r\n\r\n".encode())
            case _:
                self.transport.write(TAKEN)

    async def _endless(self, chunk: bytes, every: float, times: int) -> None:
        self.transport.write(BEGUN)
        for _ in range(times):
            self.transport.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            await asyncio.sleep(every)
            if self.transport.is_closing():
                return
        self.transport.close()


async def main(port: int, tls_port: int, certificate: str) -> None:
    """Fails until it is killed."""
    os.nice(OUTSIDE)
    Failing.port = port
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    plain = await loop.create_server(Failing, "127.0.0.1", port)
    await loop.create_server(Failing, "127.0.0.1", tls_port, ssl=tls)
    await plain.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
