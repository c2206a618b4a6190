"""Somebody reads what happened to an application."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.draft_reminder import reminded
from services.intake.ports import DraftReminders
from services.intake.usecases.access import Reader
from services.intake.usecases.read_application import ReadApplication
from shared.programmes import Programme


@dataclass(frozen=True)
class ReadTimeline:
    """Reminders are kept beside the draft, which would change under its writer otherwise."""

    read: ReadApplication
    reminders: DraftReminders

    async def __call__(
        self, identity: str, reader: Reader, at: datetime
    ) -> tuple[Application, Programme]:
        """The application with all items of its timeline, and its programme.

        Raises NotFound when it is not the reader's to see.
        """
        found, programme = await self.read(identity, reader, at)
        items = [
            reminded(programme.round(found.application.round), moment)
            for moment in await self.reminders.moments(identity)
        ]
        return found.application.with_items(*items), programme
