"""In the end every letter has left, and an office serves what mail could not deliver."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

from deploy.replay.client.crowd import each
from deploy.replay.scene import Scene
from deploy.replay.waiting import Counts, until
from shared.programmes.path import Announcement

OUTCOMES = ("outcome_listed", "outcome_not_listed")
"""The kinds of letters that tell what an announcement made of an application."""


async def settle_letters(scene: Scene) -> None:
    """Waits until all outcomes are written and sent; whatever bounced for good goes by post."""
    announcements = scene.programme.way.of_kind(Announcement)
    outcomes = sum(len(scene.course.arriving[stage.id]) for stage in announcements)

    async def letters() -> Counts:
        found = await scene.notify_progress()
        written = (found["kinds"].get(kind, {}).get("notices", 0) for kind in OUTCOMES)
        return {**found, "outcomes": sum(written)}

    nothing_left = {"outcomes": outcomes, "waiting": 0, "sending": 0}
    await until("letters sent", letters, nothing_left, every=1.0)
    token = scene.people.acting_in(scene.programme.way.final)
    left = [notice async for notice in failed_deliveries(scene, token)]
    if not left:
        return
    with scene.bars.stage("outcomes served by post", len(left)) as bar:

        async def one(notice: dict[str, Any]) -> None:
            await serve_by_post(scene, token, notice)
            bar.advance()

        await each(left, one)


async def serve_by_post(scene: Scene, token: str, notice: dict[str, Any]) -> None:
    """Records that the letter was signed for."""
    await scene.services.notify.need(
        "POST",
        f"/notify/v1/notices/{notice['id']}/service",
        token,
        data={
            "method": "post",
            "done_at": scene.clock.now().isoformat(),
            "received_by": "收发室",
            "reference": f"EMS {notice['number']} {notice['kind']}",
        },
    )


async def failed_deliveries(scene: Scene, token: str) -> AsyncIterator[dict[str, Any]]:
    """Every notice of the round that mail could not deliver, the longest waiting first."""
    path, cursor = f"/notify/v1/rounds/{scene.path}/failed-deliveries", ""
    while True:
        query = urlencode({"limit": "200", **({"cursor": cursor} if cursor else {})})
        page = await scene.services.notify.ask("GET", f"{path}?{query}", token)
        for notice in page["notices"]:
            yield notice
        if not page["next"]:
            return
        cursor = page["next"]
