"""The province decides on every recommended application."""

from typing import Any

from deploy.replay.cast.fates import RECOMMENDED
from deploy.replay.players.cases import decide_in_bulk
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until

REASONS = ("core_technology_unproven", "ip_unrelated", "no_sales", "not_in_field")


async def decide(scene: Scene) -> None:
    """The best ones, up to the number to be listed, are to be recognised."""
    scene.now(scene.dates.decisions)
    recommended = scene.with_fates(RECOMMENDED)
    with scene.bars.stage("decided by the province", len(recommended)) as bar:
        decisions = [_decision(scene, filed) for filed in recommended]
        await decide_in_bulk(scene, "/review/v1/decisions", scene.people.reviewer, decisions, bar)
        await until("decisions kept", scene.review_progress, {"decided": len(recommended)})


def _decision(scene: Scene, filed: Filed) -> dict[str, Any]:
    merit = filed.application.merit
    if merit <= scene.shares.listed:
        return {
            "application": filed.id,
            "verdict": "recognise",
            "opinion": "产品符合认定条件，同意认定。",
        }
    return {
        "application": filed.id,
        "verdict": "not_recognise",
        "opinion": "经评审，产品暂不符合认定条件。",
        "reason": REASONS[merit % len(REASONS)],
    }
