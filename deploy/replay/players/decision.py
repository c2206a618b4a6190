"""The player of the kind `decision`: everything that has come so far is decided on."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from deploy.replay.players.act import Act
from deploy.replay.players.joint import answer_by_letters
from deploy.replay.players.meeting import hold_meeting
from deploy.replay.players.queue import decide_in_bulk
from deploy.replay.players.verdict import verdict_of
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.plan import DecisionStep
from deploy.replay.scene import Filed, Scene
from deploy.replay.waiting import until
from shared.programmes.path import Decision
from shared.programmes.path.kinds.decision import Deciding

PATH = "/review/v1/decisions"


def decision_acts(stage: Decision, step: DecisionStep, _fates: Collection[Fate]) -> Iterator[Act]:
    """One round of decisions, a meeting of the committee, or letters of several offices."""
    yield Act("decide", partial(decide, stage=stage, step=step))


async def decide(scene: Scene, stage: Decision, step: DecisionStep) -> None:
    """Decides on everything, and waits until it is kept."""
    scene.now(step.at)
    arrived = scene.of(scene.course.arriving[stage.id])
    await _until_opened(scene, stage)
    with scene.bars.stage(step.shown or stage.name.en.lower(), len(arrived)) as bar:
        if stage.committee is not None:
            await hold_meeting(scene, stage, stage.committee, step, arrived, bar)
        elif stage.joint:
            await answer_by_letters(scene, stage, step, arrived, bar)
        else:
            decisions = [_decision(scene, stage, step, filed) for filed in arrived]
            await decide_in_bulk(scene, PATH, scene.people.acting_in(stage), decisions, bar)
        await until("decisions kept", scene.review_progress, _places(scene, stage))


async def _until_opened(scene: Scene, stage: Decision) -> None:
    """Where no other stage has waited for the cases before, waits until review has them all."""
    way = scene.programme.way
    if any(s.works_on == "case" for s in way.before(stage) if s is not way.entry):
        return
    opened = scene.course.waiting(way.entry, scene.course.passing[way.entry.id])
    await until("cases opened", scene.review_progress, opened)


def _decision(scene: Scene, stage: Decision, step: DecisionStep, filed: Filed) -> dict[str, Any]:
    several = len(scene.programme.way.of_kind(Decision)) > 1
    made = verdict_of(scene, stage, step, filed.application)
    word = stage.verdicts.passed if made.passes else stage.verdicts.failed
    return {
        "application": filed.id,
        **({"stage": stage.id} if several else {}),
        "verdict": word.id,
        **made.said,
    }


def _places(scene: Scene, stage: Decision) -> Counter[str]:
    """How many wait where when all is decided; nobody sees a sealed decision fail."""
    arrived, passing = scene.course.arriving[stage.id], scene.course.passing[stage.id]
    places = scene.course.waiting(stage, passing)
    if not stage.sealed:
        places[stage.word(Deciding.FAILED).id] = len(arrived) - len(passing)
    return places
