"""An official's desk: reads a queue of cases, and decides on many at once."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import urlencode

from deploy.replay.bars import Bar
from deploy.replay.faults import PlayFault
from deploy.replay.scene import Scene

BULK = 100
"""Decisions in a request; fewer than allowed, so that the bar moves."""


async def queue(scene: Scene, word: str, token: str) -> AsyncIterator[dict[str, Any]]:
    """Every case in the place of this word, the oldest statutory due date first."""
    which = {"programme": scene.programme.id, "round": scene.round.id, "stage": word}
    cursor: dict[str, str] = {}
    while True:
        query = urlencode({**which, "limit": "200", **cursor})
        page = await scene.services.review.ask("GET", f"/review/v1/cases?{query}", token)
        for case in page["cases"]:
            yield case
        if not page["next"]:
            return
        cursor = {"cursor": page["next"]}


async def decide_in_bulk(
    scene: Scene,
    path: str,
    token: str,
    decisions: Sequence[dict[str, Any]],
    bar: Bar,
    name: str = "decisions",
) -> None:
    """Sends the decisions under this name; raises PlayFault when one of them was not taken."""
    for start in range(0, len(decisions), BULK):
        chunk = decisions[start : start + BULK]
        await send_rows(scene, path, token, chunk, name)
        bar.advance(len(chunk))


async def send_applications(
    scene: Scene, path: str, token: str, about: dict[str, Any], applications: Sequence[str]
) -> None:
    """Says the same of these applications; raises PlayFault when it was not taken of one."""
    data = {**about, "applications": list(applications)}
    answer = await scene.services.review.ask("POST", path, token, data=data)
    refused = [result for result in answer["results"] if not result["done"]]
    if refused:
        raise PlayFault("review", f"{len(refused)} answers refused, such as {refused[0]}")


async def send_rows(
    scene: Scene, path: str, token: str, rows: Sequence[dict[str, Any]], name: str
) -> None:
    """Sends the rows in one request; raises PlayFault when one of them was not taken."""
    answer = await scene.services.review.ask("POST", path, token, data={name: rows})
    refused = [result for result in answer["results"] if not result["done"]]
    if refused:
        raise PlayFault("review", f"{len(refused)} {name} refused, such as {refused[0]}")
