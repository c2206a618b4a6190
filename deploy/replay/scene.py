"""What every stage of the play works with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deploy.replay.bars import Bars
from deploy.replay.cast.fates import Fate
from deploy.replay.cast.model import Application, Cast, Enterprise
from deploy.replay.cast.shares import Shares
from deploy.replay.client.client import Client
from deploy.replay.dates import Dates
from deploy.replay.people import People
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
    """The HTTP interfaces that the play goes through."""

    intake: Client
    review: Client
    notify: Client
    stats: Client
    mail: Client


@dataclass
class Scene:
    """The play: who is in it, where, when, and what they have filed so far."""

    cast: Cast
    shares: Shares
    programme: Programme
    round: Round
    dates: Dates
    clock: SimulatedClock
    services: Services
    people: People
    bars: Bars
    filed: dict[str, Filed] = field(default_factory=dict)
    list_id: str = ""

    @property
    def path(self) -> str:
        """`programme/round`, as it stands in addresses."""
        return f"{self.programme.id}/{self.round.id}"

    def count(self, fates: Iterable[Fate]) -> int:
        """How many applications meet one of these fates."""
        return sum(self.shares.fates[fate] for fate in fates)

    def with_fates(self, fates: Iterable[Fate]) -> list[Filed]:
        """The filed applications with one of these fates."""
        wanted = frozenset(fates)
        return [filed for filed in self.filed.values() if filed.application.fate in wanted]

    def now(self, instant: datetime) -> None:
        """Lets the clock that all services share be at this instant."""
        self.clock.set(instant)

    async def review_progress(self) -> dict[str, Any]:
        """Review's counts, the stages beside the others."""
        found = await self.services.review.ask(
            "GET", f"/review/v1/rounds/{self.path}/progress", self.people.association
        )
        return {**found, **found["stages"]}

    async def intake_progress(self) -> dict[str, Any]:
        """Intake's counts, the stages beside the others."""
        found = await self.services.intake.ask(
            "GET", f"/intake/v1/rounds/{self.path}/progress", self.people.association
        )
        return {**found, **found["counts"]}

    async def notify_progress(self) -> dict[str, Any]:
        """Notify's counts."""
        found: dict[str, Any] = await self.services.notify.ask(
            "GET", f"/notify/v1/rounds/{self.path}/progress", self.people.association
        )
        return found
