"""A piece of another service's news of an application."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.hearing import hear
from services.intake.domain.timeline import TimelineItem
from shared.contracts.base import Event
from shared.heard import Position, has_heard

Change = Callable[[Application], Application]
ItemOf = Callable[[Application], TimelineItem | None]
EventOf = Callable[[Application], Event | None]


def no_change(application: Application) -> Application:
    """For news that only adds an item to the timeline."""
    return application


@dataclass(frozen=True, slots=True)
class News:
    """What it does to the application, and which event it is; `at` is when it was said.

    `item` is what the timeline says of it, if anything, and `event` tells the other services what
    it changed, if anything.
    """

    application: str
    position: Position
    at: datetime
    item: ItemOf
    change: Change = no_change
    event: EventOf | None = None

    def heard_by(self, application: Application) -> Application:
        """The application with this news; itself when it has heard it before.

        Raises NotSubmitted for a draft.
        """
        if has_heard(application.heard, self.position):
            return application
        return hear(self.change(application), self.position, self.item(application))
