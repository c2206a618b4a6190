"""Enterprises withdraw, supplement in time, or too late."""

from deploy.replay.cast.fates import (
    NOTIFIED,
    SUPPLEMENTS_IN_TIME,
    WITHDRAWS,
    Fate,
)
from deploy.replay.client import multipart
from deploy.replay.client.answers import Answer
from deploy.replay.client.crowd import each
from deploy.replay.faults import PlayFault
from deploy.replay.players.applying import form_of
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until


async def withdraw(scene: Scene) -> None:
    """Some withdraw: a few of those who were asked, a few of those who were accepted."""
    scene.now(scene.dates.supplements)
    leaving = scene.with_fates(WITHDRAWS)
    await until("intake has heard who was asked", scene.intake_progress, _asked(scene))
    with scene.bars.stage("withdraw", len(leaving)) as bar:

        async def one(filed: Filed) -> None:
            await scene.services.intake.need(
                "POST",
                f"/intake/v1/applications/{filed.id}/withdrawal",
                scene.people.enterprise(filed.enterprise.uscc),
                data={"reason": "产品规划调整，暂不申报。"},
            )
            bar.advance()

        await each(leaving, one)
        await until("withdrawals heard", scene.review_progress, {"withdrawn": len(leaving)})


async def supplement(scene: Scene) -> None:
    """Those who have something to send, send it in one request."""
    senders = scene.with_fates(SUPPLEMENTS_IN_TIME)
    with scene.bars.stage("supplement", len(senders)) as bar:

        async def one(filed: Filed) -> None:
            answer = await _send(scene, filed)
            if not answer.ok:
                raise PlayFault("intake", f"supplement of {filed.number}: {answer.problem}")
            bar.advance()

        await each(senders, one)


async def supplement_late(scene: Scene) -> None:
    """The term runs out; what comes now is refused and changes nothing."""
    scene.now(scene.dates.supplements_are_late)
    late = scene.with_fates({Fate.SUPPLEMENTED_LATE})
    with scene.bars.stage("supplement too late: refused", len(late)) as bar:

        async def one(filed: Filed) -> None:
            answer = await _send(scene, filed)
            if answer.status not in (409, 422):
                raise PlayFault("intake", f"late supplement of {filed.number}: {answer.status}")
            bar.advance()

        await each(late, one)


async def _send(scene: Scene, filed: Filed) -> Answer:
    return await scene.services.intake.call(
        "POST",
        f"/intake/v1/applications/{filed.id}/supplement",
        scene.people.enterprise(filed.enterprise.uscc),
        body=form_of(filed.enterprise, filed.application, filed.application.supplement),
        kind=multipart.KIND,
        headers={"idempotency-key": f"demo-{filed.application.serial}-supplement"},
    )


def _asked(scene: Scene) -> dict[str, int]:
    return {"supplement_open": scene.count(NOTIFIED)}
