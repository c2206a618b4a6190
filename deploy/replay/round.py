"""The whole round, from the first registration to the statistics."""

import time
from dataclasses import dataclass

from deploy.replay.counting import Measures, count, events_folded
from deploy.replay.players import acts_of
from deploy.replay.scene import Scene


@dataclass(frozen=True)
class Played:
    """How the round went: what the statistics say, and how long it all took."""

    measures: Measures
    unsettled: str
    applications: int
    events: int
    seconds: float


async def play(scene: Scene) -> Played:
    """Plays every act; raises PlayFault, Refused or Stuck when a service does not go along."""
    scene.mails_before = await scene.services.mail.ask("GET", "/counts")
    events_before = await events_folded(scene)
    started = time.monotonic()
    with scene.bars:
        for act in acts_of(scene.replay):
            await act.play(scene)
        measures, unsettled = await count(scene)
    seconds = time.monotonic() - started
    submitted = scene.count(lambda fate: fate.submits)
    events = await events_folded(scene) - events_before
    return Played(measures, unsettled, submitted, events, seconds)
