"""The whole round, from the first registration to the statistics."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from deploy.replay.cast.fates import Fate
from deploy.replay.counting import Measures, count, events_folded
from deploy.replay.players.announcing import announce
from deploy.replay.players.applying import apply
from deploy.replay.players.deciding import decide
from deploy.replay.players.entering import enter_last_round, enter_rank
from deploy.replay.players.formal_review import deliver, review_formally
from deploy.replay.players.hearing_objections import hear_objections
from deploy.replay.players.publishing import publish
from deploy.replay.players.reading_mail import open_inbox, read_mail, read_why_not
from deploy.replay.players.recommending import recommend
from deploy.replay.players.registering import register
from deploy.replay.players.second_review import expire, review_again
from deploy.replay.players.supplementing import supplement, supplement_late, withdraw
from deploy.replay.scene import Scene

STAGES: tuple[Callable[[Scene], Awaitable[None]], ...] = (
    enter_last_round,
    register,
    apply,
    review_formally,
    deliver,
    read_mail,
    open_inbox,
    withdraw,
    supplement,
    review_again,
    supplement_late,
    expire,
    read_why_not,
    recommend,
    decide,
    publish,
    hear_objections,
    announce,
    enter_rank,
)


@dataclass(frozen=True)
class Played:
    """How the round went: what the statistics say, and how long it all took."""

    measures: Measures
    unsettled: str
    applications: int
    events: int
    seconds: float


async def play(scene: Scene) -> Played:
    """Plays every stage; raises PlayFault, Refused or Stuck when a service does not go along."""
    started = time.monotonic()
    with scene.bars:
        for stage in STAGES:
            await stage(scene)
        measures, unsettled = await count(scene)
    seconds = time.monotonic() - started
    submitted = scene.count(set(Fate) - {Fate.NEVER_SUBMITTED})
    return Played(measures, unsettled, submitted, await events_folded(scene), seconds)
