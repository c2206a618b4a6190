"""Every replica of a service: each address that its name has."""

import asyncio
from dataclasses import dataclass
from socket import SOCK_STREAM, gaierror
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Place:
    """Where one replica is, or where it was looked for."""

    service: str
    url: str

    @property
    def address(self) -> str:
        """host:port."""
        return urlsplit(self.url).netloc


async def replicas_at(name: str, url: str) -> list[Place]:
    """The replicas behind a service's URL; the URL itself when its name is unknown.

    A name such as `review-2` is that of a second replica of review.
    """
    parts = urlsplit(url)
    service, port = name.partition("-")[0], parts.port or 80
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(parts.hostname, port, type=SOCK_STREAM)
    except gaierror:
        return [Place(service, url)]
    hosts = sorted({str(address[4][0]) for address in found})
    return [Place(service, f"{parts.scheme}://{_bracketed(host)}:{port}") for host in hosts]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
