"""What every stage of a replay works with."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deploy.replay.bars import Bars
from deploy.replay.cast.model import Application, Cast, Enterprise, Entrant
from deploy.replay.client.client import Client
from deploy.replay.course import Course
from deploy.replay.people import People
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.loading import Replay
from shared.clock import SimulatedClock
from shared.programmes import Programme, Round


@dataclass(frozen=True)
class Filed:
    """A draft or application as intake knows it; `number` is empty until it is submitted."""

    id: str
    number: str
    enterprise: Enterprise
    application: Application


@dataclass(frozen=True)
class Services:
    """The HTTP interfaces that the replay goes through."""

    intake: Client
    review: Client
    notify: Client
    stats: Client
    mail: Client


@dataclass
class Scene:
    """The replay: who is in it, where, when, and what they have filed so far.

    `lists` has the id of each list by the stage that announces it, `certificates` the numbers of
    each batch, `called` the draft that came with the call of an enterprise, by its code;
    `mails_before` is what the mailbox counted when it began.
    """

    replay: Replay
    size: RoundSize
    cast: Cast
    course: Course
    clock: SimulatedClock
    services: Services
    people: People
    bars: Bars
    filed: dict[str, Filed] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    certificates: dict[str, list[str]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    mails_before: Mapping[str, int] = field(default_factory=lambda: Counter[str]())

    @property
    def programme(self) -> Programme:
        """What is played."""
        return self.replay.programme

    @property
    def round(self) -> Round:
        """Which round of it."""
        return self.replay.round

    @property
    def path(self) -> str:
        """`programme/round`, as it stands in addresses."""
        return f"{self.programme.id}/{self.round.id}"

    def count(self, fits: Callable[[Fate], bool]) -> int:
        """How many applications have a fate like this."""
        return self.cast.count(fits)

    def with_fate(self, fits: Callable[[Fate], bool]) -> list[Filed]:
        """The filed applications with a fate like this."""
        return [filed for filed in self.filed.values() if fits(filed.application.fate)]

    def of(self, entrants: Iterable[Entrant]) -> list[Filed]:
        """What these have filed, in the order in which intake has taken it."""
        wanted = {application.serial for _, application in entrants}
        return [filed for filed in self.filed.values() if filed.application.serial in wanted]

    def key(self, application: Application, what: str) -> str:
        """A key that makes repeating this harmless."""
        round_ = f"{self.programme.id}.{self.round.id}"
        return f"{round_}-{self.cast.seed}-{application.serial}-{what}"

    def now(self, instant: datetime) -> None:
        """Lets the clock that all services share be at this instant."""
        self.clock.set(instant)

    async def review_progress(self) -> dict[str, Any]:
        """Review's counts, those by the words of the path's places beside the others."""
        found = await self.services.review.ask(
            "GET", f"/review/v1/rounds/{self.path}/progress", self.people.overseer
        )
        nobody = {word.id: 0 for word in self.programme.way.words}
        return {**found, **nobody, **found["stages"]}

    async def intake_progress(self) -> dict[str, Any]:
        """Intake's counts, those by stage beside the others."""
        found = await self.services.intake.ask(
            "GET", f"/intake/v1/rounds/{self.path}/progress", self.people.overseer
        )
        return {**found, **found["counts"]}

    async def notify_progress(self) -> dict[str, Any]:
        """Notify's counts."""
        found: dict[str, Any] = await self.services.notify.ask(
            "GET", f"/notify/v1/rounds/{self.path}/progress", self.people.overseer
        )
        return found
