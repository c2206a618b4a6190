"""An officer serves by post what mail could not deliver."""

from collections.abc import Sequence

from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.letters import failed_deliveries, serve_by_post
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
        return {
            "failed": len([n async for n in failed_deliveries(scene, token) if n["kind"] == kind])
        }

    with scene.bars.stage(shown, len(wanted)) as bar:
        await until("failed deliveries", waiting, {"failed": len(wanted)})
        failed = {
            n["application"]: n async for n in failed_deliveries(scene, token) if n["kind"] == kind
        }

        async def one(filed: Filed) -> None:
            if filed.id not in failed:
                raise PlayFault("notify", f"the queue has no {kind} of {filed.number}")
            await serve_by_post(scene, token, failed[filed.id])
            bar.advance()

        await each(wanted, one)
