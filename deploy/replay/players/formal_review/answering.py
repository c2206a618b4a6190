"""Enterprises withdraw, supplement in time, or too late."""

from deploy.replay.client import multipart
from deploy.replay.client.answers import Answer
from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.application import form_of
from deploy.replay.scenario.plan import FormalReviewStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until


async def withdraw(scene: Scene, step: FormalReviewStep) -> None:
    """Some withdraw: a few of those who were asked, a few of those who were accepted."""
    await _asked(scene, step)
    leaving = scene.with_fate(lambda fate: fate.withdraws)
    with scene.bars.stage("withdraw", len(leaving)) as bar:

        async def one(filed: Filed) -> None:
            await scene.services.intake.need(
                "POST",
                f"/intake/v1/applications/{filed.id}/withdrawal",
                scene.people.enterprise(filed.enterprise.uscc),
                data={"reason": step.withdrawal},
            )
            bar.advance()

        await each(leaving, one)
        await until("withdrawals heard", scene.review_progress, {"withdrawn": len(leaving)})


async def supplement(scene: Scene, step: FormalReviewStep) -> None:
    """Those who have something to send, send it in one request."""
    senders = scene.with_fate(lambda fate: fate.supplements)
    if not scene.count(lambda fate: fate.withdraws):
        await _asked(scene, step)
    with scene.bars.stage("supplement", len(senders)) as bar:

        async def one(filed: Filed) -> None:
            answer = await _send(scene, filed)
            if not answer.ok:
                raise PlayFault("intake", f"supplement of {filed.number}: {answer.problem}")
            bar.advance()

        await each(senders, one)


async def supplement_late(scene: Scene, step: FormalReviewStep) -> None:
    """The term runs out; what comes now is refused and changes nothing."""
    assert step.too_late_at is not None
    scene.now(step.too_late_at)
    late = scene.with_fate(lambda fate: fate.late)
    with scene.bars.stage("supplement too late: refused", len(late)) as bar:

        async def one(filed: Filed) -> None:
            answer = await _send(scene, filed)
            if answer.status not in (409, 422):
                raise PlayFault("intake", f"late supplement of {filed.number}: {answer.status}")
            bar.advance()

        await each(late, one)


async def _asked(scene: Scene, step: FormalReviewStep) -> None:
    """The day of the answers, when intake has heard who was asked."""
    assert step.answered_at is not None
    scene.now(step.answered_at)
    asked = scene.count(lambda fate: fate.asked)
    await until("intake has heard who was asked", scene.intake_progress, {"supplement_open": asked})


async def _send(scene: Scene, filed: Filed) -> Answer:
    return await scene.services.intake.call(
        "POST",
        # Whoever has not got all of it sends what there is.
        f"/intake/v1/applications/{filed.id}/supplement?as_it_stands=true",
        scene.people.enterprise(filed.enterprise.uscc),
        body=form_of(filed.enterprise, filed.application, filed.application.supplement),
        kind=multipart.KIND,
        headers={"idempotency-key": scene.key(filed.application, "supplement")},
    )
