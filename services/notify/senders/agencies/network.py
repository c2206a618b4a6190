"""The network as receivers are reached over it: no connection is opened to what leads inwards."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address

import httpcore

from services.notify.domain.agencies.reach import Address, Reach
from services.notify.domain.agencies.receiver import literal

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]
"""The addresses of a name; raises OSError when it has none."""

NAMES_AT_ONCE = 256
"""Threads that ask for names; a server of names that is slow keeps one, and others have theirs."""

ADDRESSES_TRIED = 4


class LeadsInwards(Exception):
    """The name leads to an address that nothing is sent to; no connection was opened."""


class Names:
    """Asks the machine's resolver, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(NAMES_AT_ONCE, "names-of-receivers")

    async def __call__(self, host: str, port: int) -> Sequence[Address]:
        """The addresses of a name, in the resolver's order. Raises OSError when it has none."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _addresses, host, port)
        return list(dict.fromkeys(ip_address(each) for each in found))

    def close(self) -> None:
        """Waits for nobody."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Resolves once, judges every address, and connects to one that was judged.

    One address that leads inwards is enough to refuse the name, so that no order of answers, and
    no other answer a moment later, makes a difference. TLS goes on to check the name.
    """

    def __init__(
        self,
        reach: Reach,
        resolve: Resolve,
        dial: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._reach = reach
        self._resolve = resolve
        self._dial = dial or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the host, or LeadsInwards, ConnectError or ConnectTimeout."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._judged(host, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("the name was not found in time") from error
        except OSError as error:
            raise httpcore.ConnectError(f"the name was not found: {error}") from error
        tried = addresses[:ADDRESSES_TRIED]
        within = None if timeout is None else timeout / len(tried)
        for left, address in enumerate(tried, 1 - len(tried)):
            try:
                return await self._dial.connect_tcp(
                    str(address), port, within, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if left == 0:
                    raise
        raise AssertionError("there is at least one address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: that would be this machine."""
        raise LeadsInwards(f"a socket of this machine: {path}")

    async def sleep(self, seconds: float) -> None:
        """Returns after so many seconds."""
        await asyncio.sleep(seconds)

    async def _judged(self, host: str, port: int) -> Sequence[Address]:
        given = literal(host)
        addresses = [given] if given else list(await self._resolve(host, port))
        if not addresses:
            raise OSError("it has no address")
        for address in addresses:
            if why := self._reach.fault(address):
                raise LeadsInwards(f"{host} leads to {address}: {why}")
        return addresses
