"""Writes the reminder of a correspondence that is due."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Contacts, Correspondences, Letters, Wake
from services.notify.usecases.writing import with_letter


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
            return ticked.adding(with_letter(reminder, contact, self.letters)), ()

        await self.correspondences.change(due.application, remind, at=at)
        self.wake()
