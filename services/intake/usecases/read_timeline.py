"""Somebody reads what happened to an application."""

from dataclasses import dataclass
from datetime import datetime

from services.intake.domain.application import Application
from services.intake.domain.draft_reminder import reminded
from services.intake.domain.pre_evaluation import timeline_of
from services.intake.ports import DraftReminders, PreEvaluations
from services.intake.usecases.access import Reader
from services.intake.usecases.read_application import ReadApplication
from shared.programmes import Programme


@dataclass(frozen=True)
class ReadTimeline:
    """Reminders and advice are kept beside the draft, which would change under its writer
    otherwise.
    """

    read: ReadApplication
    reminders: DraftReminders
    pre_evaluations: PreEvaluations

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
        # Advice is between an enterprise and who gave it: who decides later does not read it here.
        if programme.pre_evaluation is not None and reader.uscc == found.application.uscc:
            known = await self.pre_evaluations.find(identity)
            if known is not None:
                items += timeline_of(known.advice, programme.pre_evaluation.name)
        return found.application.with_items(*items), programme
