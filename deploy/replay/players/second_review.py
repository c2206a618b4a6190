"""The association looks again at what came back, and the clock ends the rest."""

from typing import Any

from deploy.replay.cast.fates import (
    EXPIRES,
    RECOMMENDED,
    REFUSED,
    SUPPLEMENTS_IN_TIME,
    Fate,
)
from deploy.replay.faults import PlayFault
from deploy.replay.players.cases import decide_in_bulk, queue
from deploy.replay.scene import Scene
from deploy.replay.waiting import until


async def review_again(scene: Scene) -> None:
    """Accepts what is complete now; there is no second supplement."""
    returned = scene.count(SUPPLEMENTS_IN_TIME)
    scene.now(scene.dates.second_review)
    with scene.bars.stage("second formal review", returned) as bar:
        await until(
            "supplements heard",
            scene.review_progress,
            {
                "supplement_returned": returned,
                "incomplete": scene.shares.fates[Fate.STILL_INCOMPLETE],
            },
        )
        decisions = [_second_look(scene, case) async for case in queue(scene, "formal_review")]
        await decide_in_bulk(
            scene, "/review/v1/formal-review", scene.people.association, decisions, bar
        )


def _second_look(scene: Scene, case: dict[str, Any]) -> dict[str, Any]:
    filed = scene.filed[case["application"]]
    incomplete = filed.application.fate is Fate.STILL_INCOMPLETE
    if case["complete"] == incomplete:
        raise PlayFault("review", f"findings of {filed.number} after its supplement: {case}")
    decision: dict[str, Any] = {"application": filed.id, "verdicts": []}
    if incomplete:
        return {**decision, "conclude": "not_accept", "reason": "still_incomplete"}
    return {**decision, "conclude": "accept"}


async def expire(scene: Scene) -> None:
    """Review ends every case whose term has run out, by itself."""
    expiring, refused = scene.count(EXPIRES), scene.count(REFUSED)
    by_officers = refused - expiring
    with scene.bars.stage("expired by the clock", expiring) as bar:
        await until(
            "terms run out",
            scene.review_progress,
            {
                "not_accepted": refused,
                "accepted": scene.count(RECOMMENDED) + scene.shares.fates[Fate.LEFT_OUT],
                "awaiting_delivery": scene.shares.fates[Fate.BOUNCED_UNREAD],
                "awaiting_supplement": 0,
            },
            lambda seen: bar.reach(max(0, seen["not_accepted"] - by_officers)),
        )
