"""Writes the reminder of a correspondence that is due."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Contacts, Correspondences, Letters, Wake


@dataclass(frozen=True)
class Remind:
    """Two replicas that do this at once write one reminder."""

    correspondences: Correspondences
    contacts: Contacts
    letters: Letters
    wake: Wake

    async def __call__(self, due: Correspondence, *, at: datetime, real: datetime) -> None:
        contact = await self.contacts.get(due.notices[0].application.uscc)

        def remind(correspondence: Correspondence) -> Changed | None:
            reminding = correspondence.reminding(at, real=real)
            if reminding is None:
                return None
            ticked, reminder = reminding
            if reminder is None:
                return ticked, ()
            if contact is not None:
                reminder = reminder.written(self.letters.write(reminder, contact.language))
            return ticked.adding(reminder), ()

        await self.correspondences.change(due.application, remind, at=at)
        self.wake()
