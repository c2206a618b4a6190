"""Certificates and plaques: issued in a batch to all that were recognised, and handed over."""

import asyncio
from urllib.parse import quote

from deploy.replay.scenario.plan import HoldActivity, IssueCertificates
from deploy.replay.scene import Scene
from deploy.replay.waiting import Counts, until
from shared.calendar import beijing_date


async def issue_certificates(scene: Scene, step: IssueCertificates) -> None:
    """Issues the batch until everybody who was recognised has a number.

    The register gets those of a list some time after its announcement.
    """
    scene.now(step.at)
    final, review = scene.programme.way.final, scene.services.review
    token, numbers = scene.people.acting_in(final), list[str]()
    expected = len(scene.course.passing[final.id])
    order = {"kind": step.certificates, "batch": step.batch, "round": scene.round.id}

    async def issued() -> Counts:
        path = f"/review/v1/register/{scene.programme.id}/certificates"
        answer = await review.ask("POST", path, token, data=order)
        numbers.extend(answer["numbers"])
        return {"issued": len(numbers)}

    with scene.bars.stage("certificates issued", expected) as bar:
        await until(
            "certificates issued",
            issued,
            {"issued": expected},
            lambda seen: bar.reach(seen["issued"]),
        )
    scene.certificates[step.batch] = numbers


async def hand_over(scene: Scene, batch: str, activity: str, step: HoldActivity) -> None:
    """Hands over every document of the batch at an activity that was held."""
    review, token = scene.services.review, scene.people.acting_in(scene.programme.way.final)
    data = {
        "activity": activity,
        "held_on": beijing_date(step.at).isoformat(),
        "venue": step.venue,
    }
    numbers = scene.certificates[batch]
    with scene.bars.stage("certificates handed over", len(numbers)) as bar:

        async def one(number: str) -> None:
            path = f"/review/v1/certificates/{quote(number, safe='')}/handover"
            await review.ask("POST", path, token, data=data)
            bar.advance(1)

        async with asyncio.TaskGroup() as group:
            for number in numbers:
                group.create_task(one(number))
