"""A joint decision: each office answers by a letter of its own, about all that have come."""

from collections.abc import Sequence
from typing import Any

from deploy.replay.bars import Bar
from deploy.replay.faults import PlayFault
from deploy.replay.players.queue import BULK, send_applications
from deploy.replay.players.verdict import verdict_of
from deploy.replay.scenario.plan import DecisionStep, LetterOf
from deploy.replay.scene import Filed, Scene
from shared.programmes.path import Decision


async def answer_by_letters(
    scene: Scene, stage: Decision, step: DecisionStep, arrived: Sequence[Filed], bar: Bar
) -> None:
    """Sends the letters in their order; before the last one nothing is decided.

    Raises PlayFault when a case waits for other offices than those that have not answered.
    """
    awaited = list(stage.joint)
    for letter in step.letters:
        scene.now(letter.at)
        await _send(scene, stage, step, letter, arrived)
        awaited.remove(letter.office)
        if awaited and arrived:
            await _check_waits_for(scene, stage, arrived[0], awaited)
    bar.advance(len(arrived))


async def _send(
    scene: Scene, stage: Decision, step: DecisionStep, letter: LetterOf, arrived: Sequence[Filed]
) -> None:
    alike: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for filed in arrived:
        made = verdict_of(scene, stage, step, filed.application)
        word = stage.verdicts.passed if made.passes else stage.verdicts.failed
        said = {"verdict": word.id, "stage": stage.id, **made.said}
        alike.setdefault(str(said), (said, []))[1].append(filed.id)
    token = scene.people.acting_for(stage, letter.office)
    for said, applications in alike.values():
        about = {"number": letter.number, "date": letter.dated.isoformat(), **said}
        for start in range(0, len(applications), BULK):
            chunk = applications[start : start + BULK]
            await send_applications(scene, "/review/v1/letters", token, about, chunk)


async def _check_waits_for(
    scene: Scene, stage: Decision, filed: Filed, awaited: Sequence[str]
) -> None:
    token = scene.people.acting_for(stage, awaited[0])
    case = await scene.services.review.ask("GET", f"/review/v1/cases/{filed.id}", token)
    offices = [each["office"] for each in case["waits_for"]]
    decided = case["decision"] is not None and case["decision"]["stage"] == stage.id
    if offices != list(awaited) or decided:
        raise PlayFault("review", f"{filed.number} should wait for {awaited}, not {offices}")
