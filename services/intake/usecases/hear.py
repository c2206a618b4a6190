"""News from another service reaches an application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.hearing import has_heard, hear
from services.intake.domain.timeline import Entry
from services.intake.ports import Applications
from services.intake.usecases.again import again_if_stale
from shared.contracts.base import Event

Change = Callable[[Application], Application]
Announce = Callable[[Application], Event]


def no_change(application: Application) -> Application:
    """For news that only adds a line to the timeline."""
    return application


@dataclass(frozen=True)
class Hear:
    """The effect and the memory of it are one save, so that each piece of news counts once."""

    applications: Applications

    async def __call__(
        self,
        identity: str,
        *,
        stream: str,
        seq: int,
        at: datetime,
        line: Entry,
        change: Change = no_change,
        announce: Announce | None = None,
    ) -> None:
        """What it changed is announced when `announce` is given.

        Raises NotFound for an application that intake does not have.
        """

        async def once() -> None:
            found = await self.applications.get(identity)
            if has_heard(found.application, stream, seq):
                return
            changed = hear(change(found.application), stream, seq, line)
            events = () if announce is None else (announce(changed),)
            await self.applications.save(found, changed, *events, at=at)

        await again_if_stale(once)
