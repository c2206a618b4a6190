"""The list of an announcement: frozen by its officer, read by everybody."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from deploy.replay.faults import PlayFault
from deploy.replay.players.confirming import confirm
from deploy.replay.scene import Scene
from shared.programmes.path import Announcement


async def freeze(scene: Scene, stage: Announcement) -> None:
    """Freezes the list; nobody can read it yet. Raises PlayFault when others are on it."""
    review, listed = scene.services.review, len(scene.course.listed[stage.id])
    officer, path = scene.people.acting_in(stage), f"/review/v1/rounds/{scene.path}/lists"
    several = len(scene.programme.way.of_kind(Announcement)) > 1
    frozen = await confirm(scene, path, officer, f"?stage={stage.id}" if several else "")
    scene.lists[stage.id] = frozen["list"]
    if frozen["entries"] != listed:
        raise PlayFault("review", f"{listed} were to be listed: {frozen}")
    unseen = await review.call("GET", f"/review/v1/lists/{frozen['list']}")
    if unseen.status != 404:
        raise PlayFault("review", f"the list can be read before its time: {unseen.status}")


async def entries(scene: Scene, stage: Announcement) -> AsyncIterator[dict[str, Any]]:
    """Every entry of the public list, read without signing in."""
    path, cursor = f"/review/v1/lists/{scene.lists[stage.id]}?limit=200", ""
    while True:
        page = await scene.services.review.ask("GET", path + cursor)
        for entry in page["entries"]:
            yield entry
        if not page["next"]:
            return
        cursor = f"&cursor={quote(str(page['next']))}"
