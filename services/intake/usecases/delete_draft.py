"""An enterprise deletes a draft."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from services.intake.domain import events
from services.intake.domain.drafting import check_is_draft
from services.intake.domain.refusals import DraftOfCall
from services.intake.ports import Applications, DraftReminders, Files, PreEvaluations
from services.intake.usecases.access import check_owns
from services.intake.usecases.ask_for_advice import closed
from shared.errors import StaleWrite
from shared.retrying import retry


@dataclass(frozen=True)
class DeleteDraft:
    """The files are swept away later, since nobody refers to them any more."""

    applications: Applications
    files: Files
    reminders: DraftReminders
    pre_evaluations: PreEvaluations

    async def __call__(
        self, identity: str, owner: str, versions: Collection[int] | None = None, *, at: datetime
    ) -> None:
        """Raises NotADraft for what was submitted, DraftOfCall, and NotFound when it is gone."""

        async def once() -> None:
            found = await self.applications.get(identity)
            check_owns(found.application, owner)
            check_is_draft(found.application)
            if found.application.call is not None:
                raise DraftOfCall(found.application.call.number)
            if versions is not None and found.version not in versions:
                raise StaleWrite("application")
            for material in found.application.materials:
                await self.files.unsettle(material.file)
            await closed(self.pre_evaluations, identity, at)
            await self.applications.remove(found)
            await self.reminders.end(identity, events.draft_deleted(found.application, at), at=at)

        await (once() if versions is not None else retry(once))
