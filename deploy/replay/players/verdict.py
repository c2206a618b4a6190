"""How a decision on an application ends, by its fate and the plan."""

from dataclasses import dataclass

from deploy.replay.cast.model import Application
from deploy.replay.scenario.plan import DecisionStep
from deploy.replay.scene import Scene
from shared.programmes.path import Decision


@dataclass(frozen=True)
class Verdict:
    """Whether it passes, and what is said of it: `opinion`, and `reason` when it fails."""

    passes: bool
    said: dict[str, str]


def verdict_of(
    scene: Scene, stage: Decision, step: DecisionStep, application: Application
) -> Verdict:
    """The verdict on an application that has come to the stage."""
    if scene.course.is_passed(stage, application):
        return Verdict(True, {"opinion": step.opinions.passed})
    fate = application.fate.decided(stage.id)
    reason = fate.failed if fate is not None else None
    if reason is None:
        reason = step.reasons[application.merit % len(step.reasons)]
    return Verdict(False, {"opinion": step.opinions.failed, "reason": reason})
