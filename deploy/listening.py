"""Reads the feed of outcomes and hands each to a receiver on this machine."""

import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from services.notify.senders.agencies.courier import ABOUT
from services.notify.senders.agencies.signatures import SharedSecret, signed_headers

FEED = "/notify/v1/outcomes"
BEGIN = "beginning"
WAIT, LIMIT = 30, 200
READ_WITHIN, FORWARD_WITHIN = WAIT + 15.0, 15.0


class NotAnswered(Exception):
    """Notify does not answer, or refuses what it is asked."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What is read, and where it goes; without a cursor what comes from now on."""

    notify: str
    token: str
    forward: str
    after: str | None
    programmes: tuple[str, ...]


async def listen(wanted: Listening, secret: SharedSecret, say: Callable[[str], None]) -> None:
    """Goes on until cancelled, a line for each message. Raises NotAnswered."""
    async with (
        httpx.AsyncClient(timeout=READ_WITHIN, trust_env=False) as feed,
        httpx.AsyncClient(timeout=FORWARD_WITHIN, trust_env=False) as receiver,
    ):
        say(f"listening; each message goes to {wanted.forward}")
        async for message in _messages(feed, wanted):
            # As it stands in the feed, and as a subscription would send it.
            body = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()
            headers = signed_headers(message["id"], body, [secret], at=datetime.now(UTC))
            begun = time.monotonic()
            try:
                answer = await receiver.post(
                    wanted.forward, content=body, headers={**ABOUT, **headers}
                )
                said = str(answer.status_code)
            except httpx.HTTPError as error:
                said = f"{type(error).__name__} {error}".strip()
            milliseconds = round((time.monotonic() - begun) * 1000)
            about = f"{message['position']} {message['type']} {message['subject']}"
            say(f"{said}  {milliseconds} ms  {about}")


async def _messages(feed: httpx.AsyncClient, wanted: Listening) -> AsyncIterator[dict[str, Any]]:
    after = None if wanted.after == BEGIN else wanted.after
    passing_over = wanted.after is None
    while True:
        found = await _read(feed, wanted, after, 0 if passing_over else WAIT)
        after = found["next"]
        if not passing_over:
            for message in found["outcomes"]:
                yield message
        passing_over = passing_over and found["more"]


async def _read(
    feed: httpx.AsyncClient, wanted: Listening, after: str | None, wait: int
) -> dict[str, Any]:
    asked = [("limit", str(LIMIT)), ("wait", str(wait))]
    asked += [("after", after)] if after else []
    try:
        answer = await feed.get(
            wanted.notify + FEED,
            params=[*asked, *(("programme", each) for each in wanted.programmes)],
            headers={"Authorization": f"Bearer {wanted.token}"},
        )
    except httpx.HTTPError as error:
        raise NotAnswered(f"notify does not answer at {wanted.notify}: {error}") from error
    if answer.status_code != 200:
        raise NotAnswered(f"notify refuses it: {answer.status_code} {answer.text[:500]}")
    found: dict[str, Any] = answer.json()
    return found
