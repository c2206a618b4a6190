"""The officer looks at every application, and at what came back; the clock ends the rest."""

from typing import Any

from deploy.replay.faults import PlayFault
from deploy.replay.players.queue import decide_in_bulk, queue
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import FormalReviewStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

PATH = "/review/v1/formal-review"


async def review_formally(scene: Scene, stage: FormalReview, step: FormalReviewStep) -> None:
    """Accepts what is complete, and asks for everything else, once."""
    submitted, token = scene.count(lambda fate: fate.submits), scene.people.acting_in(stage)
    scene.now(step.reviewed_at)
    with scene.bars.stage("formal review", submitted) as bar:
        await until("cases opened", scene.review_progress, {"cases": submitted})
        word = stage.word(Reviewing.REVIEWING).id
        decisions = [_first_look(scene, case) async for case in queue(scene, word, token)]
        await decide_in_bulk(scene, PATH, token, decisions, bar)
        if len(decisions) != submitted:
            raise PlayFault("review", f"{len(decisions)} of {submitted} cases were in the queue")


def _first_look(scene: Scene, case: dict[str, Any]) -> dict[str, Any]:
    filed = scene.filed[case["application"]]
    fate = filed.application.fate
    if case["complete"] != (fate.lacks is None):
        raise PlayFault("review", f"machine findings of {filed.number} are wrong: {case}")
    decision: dict[str, Any] = {"application": filed.id, "verdicts": _verdicts(filed)}
    if fate.accepted_at_once:
        return {**decision, "conclude": "accept"}
    if fate.refused_at_once:
        return {**decision, "conclude": "not_accept", "reason": fate.reviewed.not_accepted}
    return {**decision, "conclude": "notify"}


def _verdicts(filed: Filed) -> list[dict[str, Any]]:
    flaw = filed.application.flaw
    if flaw is None:
        return []
    return [{"requirement": flaw.requirement, "verdict": "invalid", "reason": flaw.reason}]


async def deliver(scene: Scene, stage: FormalReview) -> None:
    """Notify mails everybody who was asked; review starts a clock for each mail that arrived."""
    mailed, bounced = scene.count(_mailed), scene.count(lambda fate: fate.bounces)
    arrived = scene.course.arriving[stage.id]
    accepted = [entrant for entrant in arrived if entrant[1].fate.accepted_at_once]
    supplement = stage.word(Reviewing.AWAITING_SUPPLEMENT).id
    with scene.bars.stage("notices delivered", mailed) as bar:
        await until(
            "notices delivered",
            scene.review_progress,
            {
                supplement: mailed,
                stage.word(Reviewing.AWAITING_DELIVERY).id: bounced,
                "delivery_failed": bounced,
                **scene.course.waiting(stage, accepted),
                stage.word(Reviewing.NOT_ACCEPTED).id: scene.count(
                    lambda fate: fate.refused_at_once
                ),
            },
            lambda seen: bar.reach(seen[supplement]),
        )


async def review_again(scene: Scene, stage: FormalReview, step: FormalReviewStep) -> None:
    """Accepts what is complete now; there is no second supplement."""
    assert step.reviewed_again_at is not None
    returned, token = scene.count(lambda fate: fate.supplements), scene.people.acting_in(stage)
    scene.now(step.reviewed_again_at)
    with scene.bars.stage("second formal review", returned) as bar:
        await until(
            "supplements heard",
            scene.review_progress,
            {
                "supplement_returned": returned,
                "incomplete": scene.count(lambda fate: fate.still_incomplete),
            },
        )
        word = stage.word(Reviewing.REVIEWING).id
        decisions = [_second_look(scene, case) async for case in queue(scene, word, token)]
        await decide_in_bulk(scene, PATH, token, decisions, bar)


def _second_look(scene: Scene, case: dict[str, Any]) -> dict[str, Any]:
    filed = scene.filed[case["application"]]
    fate = filed.application.fate
    if case["complete"] == fate.still_incomplete:
        raise PlayFault("review", f"findings of {filed.number} after its supplement: {case}")
    decision: dict[str, Any] = {"application": filed.id, "verdicts": []}
    if fate.still_incomplete:
        return {**decision, "conclude": "not_accept", "reason": fate.reviewed.not_accepted}
    return {**decision, "conclude": "accept"}


async def expire(scene: Scene, stage: FormalReview, step: FormalReviewStep) -> None:
    """Review ends every case whose term has run out, by itself."""
    assert step.too_late_at is not None
    if not scene.count(lambda fate: fate.late):  # those have let it be that day already
        scene.now(step.too_late_at)
    expiring, refused = scene.count(_expires), scene.count(lambda fate: fate.refused)
    by_officers = refused - expiring
    not_accepted = stage.word(Reviewing.NOT_ACCEPTED).id
    with scene.bars.stage("expired by the clock", expiring) as bar:
        await until(
            "terms run out",
            scene.review_progress,
            {
                not_accepted: refused,
                **scene.course.waiting(stage, scene.course.passing[stage.id]),
                stage.word(Reviewing.AWAITING_DELIVERY).id: 0,
                stage.word(Reviewing.AWAITING_SUPPLEMENT).id: 0,
            },
            lambda seen: bar.reach(max(0, seen[not_accepted] - by_officers)),
        )


def _mailed(fate: Fate) -> bool:
    return fate.mailed


def _expires(fate: Fate) -> bool:
    return fate.expires
