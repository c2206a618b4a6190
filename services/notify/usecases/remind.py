"""Does what falls due in a correspondence by itself: a reminder, the end of a publication."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.taking_back import taken_back
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
            counted = correspondence.counting_publications(at)
            now, events = counted or (correspondence, ())
            reminding = now.reminding(at, real=real)
            if reminding is None:
                return counted and (taken_back(now, at=at, real=real), events)
            ticked, reminder = reminding
            if reminder is None:
                return ticked, events
            return ticked.adding(with_letter(reminder, contact, self.letters)), events

        await self.correspondences.change(due.application, remind, at=at)
        self.wake()
