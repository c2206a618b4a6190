"""How the tests call the services: as a careful client does, under one account."""

import asyncio
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import httpx

AGAIN_AFTER = 0.05
GIVE_UP_AFTER = 120.0
"""Seconds; a service that was killed is back well before."""


class Http:
    """Calls a service by the first part of the path; repeats a call that got no answer.

    A repeated call is the same call: the same body and the same Idempotency-Key.
    """

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = urls
        self._client = httpx.AsyncClient(trust_env=False, timeout=30.0)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def send(
        self, method: str, path: str, token: str | None = None, **more: Any
    ) -> httpx.Response:
        """Calls the service that the path names; 503 and a broken connection are tried again."""
        return await self.of(path.split("/")[1], method, path, token, **more)

    async def of(
        self, service: str, method: str, path: str, token: str | None = None, **more: Any
    ) -> httpx.Response:
        """The answer of this service, whatever its status."""
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        url = self._urls[service] + path
        deadline = time.monotonic() + GIVE_UP_AFTER
        while True:
            try:
                answer = await self._client.request(method, url, headers=headers, **more)
                if answer.status_code != 503 or time.monotonic() > deadline:
                    return answer
            except httpx.TransportError:
                if time.monotonic() > deadline:
                    raise
            await asyncio.sleep(AGAIN_AFTER)


class Account:
    """Somebody who is signed in."""

    def __init__(self, http: Http, token: str | None) -> None:
        self.http = http
        self.token = token

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer, whatever its status."""
        return await self.http.send(method, path, self.token, **more)

    async def ask(self, method: str, path: str, **more: Any) -> Any:
        """The JSON of the answer, which must be 2xx."""
        answer = await self.call(method, path, **more)
        assert answer.is_success, f"{method} {path} → {answer.status_code} {answer.text}"
        return answer.json()

    async def get(self, path: str, **params: Any) -> Any:
        """The JSON at this path."""
        return await self.ask("GET", path, params=params)
