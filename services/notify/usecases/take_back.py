"""Takes back a non-acceptance, since the supplement had arrived in time."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Correspondence
from services.notify.domain.kinds import Reopened
from services.notify.domain.reopening import Reopening
from services.notify.domain.taking_back import reopened
from services.notify.ports import Contacts, Correspondences, Letters, Wake
from services.notify.usecases.hearing import hear
from services.notify.usecases.writing import with_letter
from shared.heard import Position


@dataclass(frozen=True)
class TakeBack:
    """Drops the notice that was not sent yet, and follows one that was with another."""

    correspondences: Correspondences
    contacts: Contacts
    letters: Letters
    wake: Wake

    async def __call__(
        self,
        application: str,
        reopening: Reopening,
        position: Position,
        *,
        at: datetime,
        real: datetime,
    ) -> None:
        known = await self.correspondences.get(application)
        uscc = known.notices[0].application.uscc if known and known.notices else None
        contact = await self.contacts.get(uscc) if uscc else None

        def take_back(correspondence: Correspondence) -> Correspondence:
            now = reopened(correspondence, reopening, at=at, real=real)
            last = now.notices[-1] if now.notices else None
            if last and isinstance(last.content, Reopened):
                now = now.replacing(with_letter(last, contact, self.letters))
            return now

        await hear(self.correspondences, application, position, at, take_back)
        self.wake()
