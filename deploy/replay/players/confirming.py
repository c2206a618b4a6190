"""What can't be undone is confirmed by what its preview gives."""

from typing import Any

from deploy.replay.scene import Scene


async def confirm(scene: Scene, path: str, officer: str, query: str = "") -> Any:
    """Reads the preview of the act at this address, does the act, and tells the answer."""
    review = scene.services.review
    shown = await review.ask("GET", f"{path}/preview{query}", officer)
    confirmed = {"confirmation": shown["confirmation"]}
    return await review.ask("POST", path + query, officer, data=confirmed)
