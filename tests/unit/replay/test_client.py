"""The player's HTTP client against a real socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from deploy.replay.client.answers import Refused
from deploy.replay.client.client import Client
from deploy.replay.client.connection import ConnectionLost

OK = b'HTTP/1.1 200 OK\r\ncontent-length: 13\r\nETag: "3"\r\n\r\n{"number": 7}'
REFUSED = (
    b"HTTP/1.1 409 Conflict\r\ncontent-type: application/problem+json\r\ncontent-length: 74\r\n\r\n"
    b'{"type":"https://laurel.example/problems/already-submitted","detail":"No"}'
)
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[Client]:
    """A client of a server that does this with each connection."""
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with Client(f"http://127.0.0.1:{port}") as client:
        yield client
    server.close()


async def request_of(reader: asyncio.StreamReader) -> bytes:
    """One request, head and body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")), 0
    )
    return head + await reader.readexactly(length)


async def test_a_connection_is_kept_for_the_next_request() -> None:
    connections = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.append(writer)
        for _ in range(3):
            await request_of(reader)
            writer.write(OK)
        writer.close()

    async with serving(handler) as client:
        answers = [await client.need("GET", "/things") for _ in range(3)]
    assert [(answer.json(), answer.etag) for answer in answers] == [({"number": 7}, '"3"')] * 3
    assert len(connections) == 1


async def test_a_request_on_a_kept_connection_that_was_just_closed_is_sent_again() -> None:
    seen = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await request_of(reader))
        if len(seen) != 2:
            writer.write(OK)
        if len(seen) == 1:
            seen.append(await request_of(reader))
        writer.close()

    async with serving(handler) as client:
        await client.need("POST", "/things", data={"a": 1})
        await client.need("POST", "/things", data={"a": 2})
    assert [request[-7:] for request in seen] == [b'{"a":1}', b'{"a":2}', b'{"a":2}']


async def test_a_connection_lost_in_the_middle_of_an_answer_is_not_tried_again() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(OK[:30])
        await writer.drain()
        writer.close()

    async with serving(handler) as client:
        with pytest.raises(ConnectionLost):
            await client.need("GET", "/things")


async def test_a_refusal_names_the_request_and_the_problem() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request_of(reader)
        writer.write(REFUSED)

    async with serving(handler) as client:
        with pytest.raises(Refused) as refused:
            await client.need("POST", "/submission")
    assert refused.value.code == "already-submitted"
    assert str(refused.value).endswith("/submission → 409 already-submitted: No")
