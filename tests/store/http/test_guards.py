"""No operation of any service reads anything of a request before it knows who calls."""

import re
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from shared.http.app import who_may_call
from shared.http.auth import Caller
from shared.http.bounded import LARGEST
from shared.http.roles import ROLES

TOKEN = {"Authorization": "Bearer x"}
MALFORMED = b"{"
LENGTHS = [len(MALFORMED), LARGEST, 100 * LARGEST]


class Agencies:
    """Whoever calls, it is an agency."""

    async def caller(self, token: str) -> Caller:
        return Caller("tax-bureau", "Tax bureau", frozenset({"agency"}), None, None)


def guarded(app: FastAPI, *, besides: str | None) -> Iterator[tuple[str, str]]:
    """The operations that are not for everybody, with something in place of each parameter.

    Those that this role may call are left out.
    """
    for route in app.routes:
        if not isinstance(route, APIRoute) or besides in who_may_call(route):
            continue
        if set(who_may_call(route)) <= set(ROLES):
            for method in route.methods or ():
                yield method, re.sub(r"\{[^}]+\}", "x", route.path)


async def answers(
    app: FastAPI, length: int, *, besides: str | None = None, **headers: str
) -> dict[str, tuple[int, bool]]:
    """The status that each operation answers a bad body with, and whether it has read it."""
    found: dict[str, tuple[int, bool]] = {}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        for method, path in guarded(app, besides=besides):
            read = False

            async def body() -> AsyncIterator[bytes]:
                nonlocal read
                read = True
                yield MALFORMED

            headers |= {"Content-Type": "application/json", "Content-Length": str(length)}
            answer = await http.request(method, path, content=body(), headers=headers)
            found[f"{method} {path}"] = (answer.status_code, read)
    return found


@pytest.mark.parametrize("length", LENGTHS)
async def test_nothing_is_read_of_a_request_without_a_token(
    apps: dict[str, FastAPI], length: int
) -> None:
    found = {k: v for app in apps.values() for k, v in (await answers(app, length)).items()}
    assert len(found) >= 35
    assert {k: v for k, v in found.items() if v != (401, False)} == {}


@pytest.mark.parametrize("length", LENGTHS)
async def test_nothing_is_read_of_a_request_whose_caller_has_another_role(
    apps: dict[str, FastAPI], length: int
) -> None:
    for app in apps.values():
        app.state.tokens = Agencies()
    found = {
        k: v
        for app in apps.values()
        for k, v in (await answers(app, length, besides="agency", **TOKEN)).items()
    }
    assert {k: v for k, v in found.items() if v != (403, False)} == {}
