"""The whole round, from the first registration to the statistics."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from deploy.demo.fates import Fate
from deploy.demo.play.announcing import announce
from deploy.demo.play.applying import apply
from deploy.demo.play.counting import Measures, count, events_folded
from deploy.demo.play.deciding import decide
from deploy.demo.play.entering import enter_last_round, enter_rank
from deploy.demo.play.formal_review import deliver, review_formally
from deploy.demo.play.hearing_objections import hear_objections
from deploy.demo.play.publishing import publish
from deploy.demo.play.reading_mail import open_inbox, read_mail, read_why_not
from deploy.demo.play.recommending import recommend
from deploy.demo.play.registering import register
from deploy.demo.play.scene import Scene
from deploy.demo.play.second_review import expire, review_again
from deploy.demo.play.supplementing import supplement, supplement_late, withdraw

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
