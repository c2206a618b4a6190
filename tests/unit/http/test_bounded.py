"""A body that is larger than its route takes is refused before it is held in memory."""

from collections.abc import AsyncIterator
from typing import Annotated

import httpx
from fastapi import APIRouter, Body, Depends

from shared.http.auth import public
from shared.http.bounded import LARGEST, MB, takes
from shared.http.problems import TYPE_BASE
from tests.unit.http.conftest import app_with

JSON = {"Content-Type": "application/json"}
PIECE = b" " * (MB // 4)


def client() -> httpx.AsyncClient:
    router = APIRouter()

    @router.post("/plain", dependencies=[Depends(public)])
    async def plain(body: Annotated[int, Body()]) -> int:
        return body

    @router.post("/wide", dependencies=[Depends(public)])
    @takes(3 * MB)
    async def wide(body: Annotated[int, Body()]) -> int:
        return body

    transport = httpx.ASGITransport(app_with(router))
    return httpx.AsyncClient(transport=transport, base_url="http://test", headers=JSON)


def limit_told(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert (body["status"], body["type"]) == (413, f"{TYPE_BASE}request-too-large")
    assert body["title"] == "Request too large"
    return str(body["detail"])


async def test_a_body_that_says_it_is_too_large_is_not_read_at_all() -> None:
    read = False

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        read = True
        yield b"7"

    async with client() as http:
        headers = {"Content-Length": str(LARGEST + 1)}
        answer = await http.post("/plain", content=body(), headers=headers)
    assert "1,048,576 bytes" in limit_told(answer)
    assert not read


async def test_a_body_that_does_not_say_how_large_it_is_is_read_up_to_the_limit() -> None:
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += len(PIECE)
            yield PIECE

    async with client() as http:
        answer = await http.post("/plain", content=body())
    limit_told(answer)
    assert read == LARGEST + len(PIECE)


async def test_a_body_of_just_the_limit_is_taken() -> None:
    async with client() as http:
        answer = await http.post("/plain", content=b"7" + b" " * (LARGEST - 1))
    assert (answer.status_code, answer.json()) == (200, 7)


async def test_a_route_may_take_more_than_others() -> None:
    async with client() as http:
        taken = await http.post("/wide", content=b"7" + b" " * (3 * MB - 1))
        refused = await http.post("/wide", content=b"7" + b" " * (3 * MB))
    assert (taken.status_code, taken.json()) == (200, 7)
    assert "3,145,728 bytes" in limit_told(refused)
