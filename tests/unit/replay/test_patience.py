"""A patient player goes on when what it plays against was away for a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from deploy.replay.client import client as client_module
from deploy.replay.client.answers import Refused
from deploy.replay.client.client import Client
from deploy.replay.client.connection import ConnectionLost

AWAY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"
BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"
REFUSED = b"HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ntrue"


@asynccontextmanager
async def answering(*answers: bytes, patience: float) -> AsyncIterator[tuple[Client, list[bytes]]]:
    """A client of a server that answers so in turn, and the requests seen; `b""` hangs up."""
    left, seen = list(answers), list[bytes]()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                seen.append(await reader.readuntil(b"\r\n\r\n"))
                if answer := left.pop(0):
                    writer.write(answer)
                else:
                    break
        except asyncio.IncompleteReadError:
            pass
        writer.close()

    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Client(f"http://127.0.0.1:{port}", patience) as client:
        yield client, seen
    server.close()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "RETRY_AFTER", 0.0)


async def test_the_same_request_is_sent_until_it_is_answered() -> None:
    async with answering(AWAY, b"", BAD_GATEWAY, OK, patience=30) as (client, seen):
        assert await client.ask("GET", "/things") is True
    assert len(seen) == 4
    assert set(seen) == {seen[0]}


async def test_a_refusal_is_an_answer() -> None:
    async with answering(REFUSED, patience=30) as (client, _):
        with pytest.raises(Refused):
            await client.ask("GET", "/things")


async def test_without_patience_the_first_failure_counts() -> None:
    async with answering(b"", patience=0) as (client, _):
        with pytest.raises(ConnectionLost):
            await client.ask("GET", "/things")
    async with answering(AWAY, patience=0) as (client, _):
        assert (await client.call("GET", "/things")).status == 503


async def test_nobody_listening_is_waited_for() -> None:
    async with answering(OK, patience=0) as (gone, _):
        base = gone.base
    async with Client(base, patience=0.2) as client:
        with pytest.raises(ConnectionRefusedError):
            await client.ask("GET", "/things")
