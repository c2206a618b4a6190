"""The JSON interfaces of the services, called with the token of the person who is signed in."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from services.portal.domain.refusals import SignInNeeded
from shared.errors import Unavailable
from shared.languages import Language
from shared.trace import current_traceparent

WITHIN = httpx.Timeout(30.0, connect=5.0)
UPLOAD_WITHIN = httpx.Timeout(900.0, connect=5.0)
"""Seconds; as long as a service waits for the whole of a body."""


@dataclass(frozen=True, slots=True)
class WrongField:
    """A field that a service found wrong, and what it says of it."""

    field: str
    message: str


class Refused(Exception):
    """A service did not do what it was asked; it says why in the reader's language."""

    def __init__(self, status: int, code: str, detail: str, wrong: tuple[WrongField, ...]) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.detail = detail
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: its JSON, and the ETag of what it is about."""

    status: int
    body: Any
    etag: str | None


@dataclass(frozen=True, slots=True)
class Bearer:
    """On whose behalf a service is called, and in which language it answers."""

    token: str | None
    language: Language


class Interfaces:
    """All four services."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._urls = urls
        self._client = httpx.AsyncClient(timeout=WITHIN, trust_env=False)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.aclose()

    async def get(self, who: Bearer, path: str, params: Mapping[str, str] | None = None) -> Answer:
        """What is at a path such as `/intake/v1/calls`.

        Raises Refused, SignInNeeded for a token that does not hold any more, or Unavailable.
        """
        return await self.send(who, "GET", path, params=params)

    async def send(
        self,
        who: Bearer,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, str] | None = None,
        version: str | None = None,
        key: str | None = None,
    ) -> Answer:
        """Does something; `version` is the ETag that was seen, `key` makes it safe to repeat.

        Raises Refused, SignInNeeded or Unavailable.
        """
        headers = _headers(who)
        headers |= {} if version is None else {"If-Match": version}
        headers |= {} if key is None else {"Idempotency-Key": key}
        try:
            answer = await self._client.request(
                method, self._url(path), json=body, params=params, headers=headers
            )
        except httpx.HTTPError as error:
            raise _away(path, error) from error
        return _read(path, answer)

    async def pass_on(
        self,
        who: Bearer,
        path: str,
        body: AsyncIterator[bytes],
        headers: Mapping[str, str],
    ) -> Answer:
        """Sends a form with files on as it comes, without keeping any of it.

        Raises Refused, SignInNeeded or Unavailable.
        """
        try:
            answer = await self._client.post(
                self._url(path),
                content=body,
                headers={**_headers(who), **headers},
                timeout=UPLOAD_WITHIN,
            )
        except httpx.HTTPError as error:
            raise _away(path, error) from error
        return _read(path, answer)

    def _url(self, path: str) -> str:
        return self._urls[path.split("/", 2)[1]] + path


def _headers(who: Bearer) -> dict[str, str]:
    headers: dict[str, str] = {"Accept-Language": who.language}
    if who.token is not None:
        headers["Authorization"] = f"Bearer {who.token}"
    if (trace := current_traceparent()) is not None:
        headers["traceparent"] = trace
    return headers


def _read(path: str, answer: httpx.Response) -> Answer:
    try:
        body = answer.json() if answer.content else None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Unavailable(f"{path} answered {answer.status_code} and no JSON") from error
    if answer.is_success:
        return Answer(answer.status_code, body, answer.headers.get("etag"))
    if answer.status_code == 401:
        raise SignInNeeded
    problem = body if isinstance(body, dict) else {}
    code = str(problem.get("type", "")).rpartition("/")[2]
    if answer.status_code >= 500 and code != "record-full":
        raise Unavailable(f"{path} answered {answer.status_code}")
    wrong = tuple(
        WrongField(str(each["field"]), str(each["message"])) for each in problem.get("errors", ())
    )
    raise Refused(answer.status_code, code, str(problem.get("detail", "")), wrong)


def _away(path: str, error: httpx.HTTPError) -> Unavailable:
    said = str(error).partition("\n")[0] or type(error).__name__
    return Unavailable(f"{path} can't be reached: {said}")
