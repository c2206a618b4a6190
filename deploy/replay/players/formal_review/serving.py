"""An officer serves by post what mail could not deliver."""

from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import urlencode

from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.scenario.plan import FormalReviewStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import Counts, until
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing


async def serve(scene: Scene, stage: FormalReview, step: FormalReviewStep) -> None:
    """What is missing reaches those who have read neither mail nor inbox; their clocks start."""
    assert step.served_at is not None
    scene.now(step.served_at)
    served = scene.with_fate(lambda fate: fate.served)
    await _serve_all(scene, stage, served, "materials_missing", "notices served by post")
    reached = scene.count(lambda fate: fate.asked)
    await until(
        "clocks started by service",
        scene.review_progress,
        {
            stage.word(Reviewing.AWAITING_SUPPLEMENT).id: reached,
            stage.word(Reviewing.AWAITING_DELIVERY).id: 0,
            "delivery_failed": 0,
        },
    )


async def serve_why_not(scene: Scene, stage: FormalReview) -> None:
    """Those whose mail bounces are told by post why they were not accepted."""
    refused = scene.with_fate(lambda fate: fate.refused and fate.bounces)
    await _serve_all(scene, stage, refused, "not_accepted", "reasons served by post")


async def _serve_all(
    scene: Scene, stage: FormalReview, wanted: Sequence[Filed], kind: str, shown: str
) -> None:
    token = scene.people.acting_in(stage)

    async def waiting() -> Counts:
        return {"failed": len([n async for n in _failed(scene, token) if n["kind"] == kind])}

    with scene.bars.stage(shown, len(wanted)) as bar:
        await until("failed deliveries", waiting, {"failed": len(wanted)})
        failed = {n["application"]: n async for n in _failed(scene, token) if n["kind"] == kind}
        done_at = scene.clock.now().isoformat()

        async def one(filed: Filed) -> None:
            if filed.id not in failed:
                raise PlayFault("notify", f"the queue has no {kind} of {filed.number}")
            await scene.services.notify.need(
                "POST",
                f"/notify/v1/notices/{failed[filed.id]['id']}/service",
                token,
                data={
                    "method": "post",
                    "done_at": done_at,
                    "received_by": "收发室",
                    "reference": f"EMS {filed.number} {kind}",
                },
            )
            bar.advance()

        await each(wanted, one)


async def _failed(scene: Scene, token: str) -> AsyncIterator[dict[str, Any]]:
    path, cursor = f"/notify/v1/rounds/{scene.path}/failed-deliveries", ""
    while True:
        query = urlencode({"limit": "200", **({"cursor": cursor} if cursor else {})})
        page = await scene.services.notify.ask("GET", f"{path}?{query}", token)
        for notice in page["notices"]:
            yield notice
        if not page["next"]:
            return
        cursor = page["next"]
