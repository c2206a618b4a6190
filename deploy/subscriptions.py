"""Asks notify about the subscriptions of agencies, as an operator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

WITHIN = 30.0


class Refused(Exception):
    """Notify does not answer, or refuses what it is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where notify is, and who asks."""

    notify: str
    token: str


async def ask(asked: Asked, method: str, path: str, **more: Any) -> dict[str, Any]:
    """What notify answers below its subscriptions. Raises Refused."""
    url = f"{asked.notify}/notify/v1/subscriptions{path}"
    headers = {"Authorization": f"Bearer {asked.token}"}
    try:
        async with httpx.AsyncClient(timeout=WITHIN, trust_env=False) as client:
            answer = await client.request(method, url, headers=headers, **more)
    except httpx.HTTPError as error:
        raise Refused(f"notify does not answer at {asked.notify}: {error}") from error
    if not answer.is_success:
        raise Refused(f"notify refuses it: {answer.status_code} {_detail(answer)}")
    found: dict[str, Any] = answer.json()
    return found


async def ask_all(
    asked: Asked, path: str, rows: str, cursor: str, wanted: Mapping[str, str]
) -> list[dict[str, Any]]:
    """All pages of a list, one behind the other. Raises Refused."""
    found: list[dict[str, Any]] = []
    following: str | None = None
    while True:
        params = {**wanted, "limit": "200", **({cursor: following} if following else {})}
        answer = await ask(asked, "GET", path, params=params)
        found += answer[rows]
        following = answer["next"]
        if following is None:
            return found


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.text[:500]
