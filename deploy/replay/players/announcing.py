"""The province announces the list."""

from deploy.replay.faults import PlayFault
from deploy.replay.scene import Scene
from deploy.replay.waiting import until


async def announce(scene: Scene) -> None:
    """Announces what is left, after which every case of the round has its outcome."""
    shares = scene.shares
    scene.now(scene.dates.announcement)
    with scene.bars.stage("announced", shares.recommended) as bar:
        announced = await scene.services.review.ask(
            "POST", f"/review/v1/lists/{scene.list_id}/announcement", scene.people.province
        )
        if (announced["recognised"], announced["removed"]) != (shares.recognised, shares.removed):
            raise PlayFault("review", f"announced {announced}")
        await until(
            "outcomes given",
            scene.review_progress,
            {"announced": shares.recommended, "decided": 0, "recommended": 0},
            lambda seen: bar.reach(seen["announced"]),
        )
