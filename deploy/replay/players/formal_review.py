"""The association looks at every application for the first time and finds what is missing."""

from typing import Any

from deploy.replay.cast.fates import ACCEPTED_AT_ONCE, BOUNCES, LACKS, MAILED, Fate
from deploy.replay.faults import PlayFault
from deploy.replay.players.cases import decide_in_bulk, queue
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until


async def review_formally(scene: Scene) -> None:
    """Accepts what is complete, and asks for everything else, once."""
    submitted = scene.count(set(Fate) - {Fate.NEVER_SUBMITTED})
    scene.now(scene.dates.formal_review)
    with scene.bars.stage("formal review", submitted) as bar:
        await until("cases opened", scene.review_progress, {"cases": submitted})
        decisions = [_first_look(scene, case) async for case in queue(scene, "formal_review")]
        await decide_in_bulk(
            scene, "/review/v1/formal-review", scene.people.association, decisions, bar
        )
        if len(decisions) != submitted:
            raise PlayFault("review", f"{len(decisions)} of {submitted} cases were in the queue")


def _first_look(scene: Scene, case: dict[str, Any]) -> dict[str, Any]:
    filed = scene.filed[case["application"]]
    if case["complete"] != (filed.application.fate not in LACKS):
        raise PlayFault("review", f"machine findings of {filed.number} are wrong: {case}")
    decision: dict[str, Any] = {"application": filed.id, "verdicts": _verdicts(filed)}
    if filed.application.fate in ACCEPTED_AT_ONCE:
        return {**decision, "conclude": "accept"}
    if filed.application.fate is Fate.OUT_OF_SCOPE:
        return {**decision, "conclude": "not_accept", "reason": "out_of_scope"}
    return {**decision, "conclude": "notify"}


def _verdicts(filed: Filed) -> list[dict[str, Any]]:
    flaw = filed.application.flaw
    if flaw is None:
        return []
    return [{"requirement": flaw.requirement, "verdict": "invalid", "reason": flaw.reason}]


async def deliver(scene: Scene) -> None:
    """Notify mails everybody who was asked; review starts a clock for each mail that arrived."""
    mailed, bounced = scene.count(MAILED), scene.count(BOUNCES)
    with scene.bars.stage("notices delivered", mailed) as bar:
        await until(
            "notices delivered",
            scene.review_progress,
            {
                "awaiting_supplement": mailed,
                "awaiting_delivery": bounced,
                "delivery_failed": bounced,
                "accepted": scene.count(ACCEPTED_AT_ONCE),
                "not_accepted": scene.shares.fates[Fate.OUT_OF_SCOPE],
            },
            lambda seen: bar.reach(seen["awaiting_supplement"]),
        )
