"""The province freezes the list and puts it under public notice."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from deploy.replay.faults import PlayFault
from deploy.replay.scene import Scene


async def publish(scene: Scene) -> None:
    """Freezes the list and puts it under public notice; everybody can read it then."""
    review, officer = scene.services.review, scene.people.province
    scene.now(scene.dates.freezing)
    with scene.bars.stage("public notice", scene.shares.listed) as bar:
        frozen = await review.ask("POST", f"/review/v1/rounds/{scene.path}/lists", officer)
        scene.list_id = frozen["list"]
        if frozen["entries"] != scene.shares.listed:
            raise PlayFault("review", f"{scene.shares.listed} were to be listed: {frozen}")
        unseen = await review.call("GET", f"/review/v1/lists/{scene.list_id}")
        if unseen.status != 404:
            raise PlayFault("review", f"the list can be read before its notice: {unseen.status}")
        scene.now(scene.dates.notice)
        await review.need("POST", f"/review/v1/lists/{scene.list_id}/notice", officer)
        async for _ in entries(scene):
            bar.advance()
        if bar.done != scene.shares.listed:
            raise PlayFault("review", f"the public list shows {bar.done} entries")


async def entries(scene: Scene) -> AsyncIterator[dict[str, Any]]:
    """Every entry of the public list, read without signing in."""
    path, cursor = f"/review/v1/lists/{scene.list_id}?limit=200", ""
    while True:
        page = await scene.services.review.ask("GET", path + cursor)
        for entry in page["entries"]:
            yield entry
        if not page["next"]:
            return
        cursor = f"&cursor={quote(str(page['next']))}"
