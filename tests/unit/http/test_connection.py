"""What a service reads of a connection is bounded before any route is asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from fastapi import APIRouter, Depends, Request
from prometheus_client import REGISTRY

from shared.http import connection as module
from shared.http.auth import public
from shared.http.connection import ADDRESS_BYTES, HEAD_BYTES, HEADERS, BoundedConnection
from tests.unit.http.conftest import app_with

NAME = "laurel_http_request_duration_seconds"
GET = b"GET /length HTTP/1.1\r\nHost: a\r\n"
BODY: dict[str, Any] = {"requestBody": {"content": {"application/octet-stream": {}}}}
CHUNKED = b"POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
POST = b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n"


@dataclass
class Served:
    """A server on a port of its own."""

    port: int

    async def answer(self, *pieces: bytes) -> tuple[int, dict[str, Any]]:
        """The status and the body that answer what is sent, once the server has closed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            said = await reader.read()
        except ConnectionError:
            said = b""
        finally:
            writer.close()
        head, _, body = said.partition(b"\r\n\r\n")
        return (int(head.split()[1]), json.loads(body)) if head else (0, {})


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """A route that tells how long the body was."""
    router = APIRouter()

    whoever = [Depends(public)]

    @router.api_route("/length", methods=["GET", "POST"], dependencies=whoever, openapi_extra=BODY)
    async def length(request: Request) -> dict[str, int]:
        return {"bytes": len(await request.body())}

    @router.post("/keyed", dependencies=whoever, openapi_extra=BODY)
    async def keyed(request: Request) -> dict[str, str | None]:
        await request.body()
        return {"key": request.headers.get("key")}

    @router.post("/gone", dependencies=whoever, openapi_extra=BODY)
    async def gone(request: Request) -> None:
        async for _ in request.stream():
            pass

    config = uvicorn.Config(
        app_with(router), http=BoundedConnection, port=0, log_config=None, lifespan="off"
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield Served(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    await task


async def test_an_ordinary_request_is_answered(served: Served) -> None:
    assert await served.answer(GET + b"Connection: close\r\n\r\n") == (200, {"bytes": 0})
    closing = POST.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert await served.answer(closing, b"01234", b"56789") == (200, {"bytes": 10})
    chunked = b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    assert await served.answer(GET.replace(b"GET", b"POST") + chunked) == (200, {"bytes": 3})
    much = 9 * HEAD_BYTES
    large = closing.replace(b": 10", b": %d" % much) + b"x" * much
    assert await served.answer(large) == (200, {"bytes": much})


@pytest.mark.parametrize(
    ("request_", "status", "kind"),
    [
        (GET + b"".join(b"h%d: x\r\n" % n for n in range(HEADERS + 1)), 431, "headers-too-large"),
        (GET + b"h: " + b"x" * HEAD_BYTES, 431, "headers-too-large"),
        (GET + (b"h: " + b"x" * 900 + b"\r\n") * 80 + b"\r\n", 431, "headers-too-large"),
        (b"GET /" + b"x" * ADDRESS_BYTES + b" HTTP/1.1\r\n", 414, "address-too-long"),
        (GET + b"Host: b\r\n\r\n", 400, "malformed-request"),
        (b"GET /length HTTP/1.1\r\n\r\n", 400, "malformed-request"),
        (GET + b"Transfer-Encoding: identity, chunked\r\n\r\n", 400, "malformed-request"),
        (
            GET + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
            "malformed-request",
        ),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "malformed-request"),
    ],
)
async def test_what_is_past_a_bound_is_answered_with_a_problem(
    served: Served, request_: bytes, status: int, kind: str
) -> None:
    found, body = await served.answer(request_)
    assert found == body["status"] == status
    assert body["type"].endswith(kind)


async def test_the_answer_is_in_the_language_that_was_asked_for(served: Served) -> None:
    for language, title in (("zh", "请求无法读取"), ("en", "Not a request that can be read")):
        asked = GET + b"Accept-Language: %b\r\nHost: b\r\n\r\n" % language.encode()
        assert (await served.answer(asked))[1]["title"] == title


async def test_a_client_that_is_slow_is_let_go(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEAD_WITHIN", 0.1)
    monkeypatch.setattr(module, "IDLE_AT_MOST", 0.1)
    assert (await served.answer(GET))[0] == 408
    assert (await served.answer(POST, b"0"))[0] == 408
    assert await served.answer() == (0, {})


async def test_a_body_that_drips_is_not_waited_for_for_ever(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BODY_WITHIN", 0.1)
    assert (await served.answer(POST, b"0"))[0] == 408


async def test_whoever_asks_for_a_web_socket_is_answered_without_one_and_without_a_warning(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    wish = b"Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    assert await served.answer(GET + wish) == (200, {"bytes": 0})
    assert caplog.records == []


async def test_what_comes_behind_a_body_is_no_header(served: Served) -> None:
    asked = CHUNKED.replace(b"/length", b"/keyed").replace(
        b"Host: a", b"Host: a\r\nConnection: close"
    )
    behind = b"3\r\nabc\r\n0\r\nKey: from-a-trailer\r\n\r\n"
    assert await served.answer(asked + behind) == (200, {"key": None})


@pytest.mark.parametrize("begun", [b"3\r\nabc\r\n0\r\nX-T: ", b"3;x="])
async def test_what_stands_between_and_behind_the_chunks_of_a_body_is_bounded(
    served: Served, begun: bytes
) -> None:
    status, _ = await served.answer(CHUNKED + begun, *[b"x" * HEAD_BYTES] * 9)
    # The answer is lost where more is on its way when the connection ends.
    assert status in (431, 0)


async def test_a_trailer_without_end_behind_an_answer_ends_the_connection(served: Served) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(CHUNKED.replace(b"POST /length", b"GET /nowhere") + b"0\r\nX-T: ")
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 404")
    with suppress(ConnectionError):
        for _ in range(9):
            writer.write(b"x" * HEAD_BYTES)
            await writer.drain()
    with suppress(ConnectionError):
        assert b"HTTP/1.1" not in await reader.read()
    writer.close()


async def test_a_client_that_goes_away_is_no_fault_of_ours(
    served: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(POST.replace(b"/length", b"/gone") + b"0")
    await writer.drain()
    writer.close()
    labels = {"method": "POST", "route": "/gone", "status": "4xx"}
    async with asyncio.timeout(60):
        while not REGISTRY.get_sample_value(f"{NAME}_count", labels):
            await asyncio.sleep(0.01)
    said = capsys.readouterr()
    assert "error" not in said.out + said.err
    assert not REGISTRY.get_sample_value(f"{NAME}_count", {**labels, "status": "5xx"})
