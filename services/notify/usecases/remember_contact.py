"""Keeps an enterprise's contact, and sends what an unknown or wrong address held up."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.contact import Contact
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.ports import Contacts, Correspondences, Letters, Wake


@dataclass(frozen=True)
class RememberContact:
    """A new address after a bounce makes a new attempt of the same notice."""

    contacts: Contacts
    correspondences: Correspondences
    letters: Letters
    wake: Wake

    async def __call__(self, contact: Contact, *, seq: int, at: datetime, real: datetime) -> None:
        await self.contacts.remember(contact, seq=seq)
        newest = await self.contacts.get(contact.uscc) or contact

        def offer(correspondence: Correspondence) -> Changed | None:
            now = correspondence
            for notice in correspondence.notices:
                if notice.application.uscc != newest.uscc:
                    continue
                if notice.letter is None:
                    letter = self.letters.write(notice, newest.language)
                    written = notice.written(letter).postponed(real)
                    now = now.replacing(written.addressed(newest.email))
                elif retry := notice.readdressed(newest.email, real=real):
                    now = now.replacing(retry)
                else:
                    now = now.replacing(notice.addressed(newest.email))
            return None if now == correspondence else (now, ())

        async for correspondence in self.correspondences.open_with(contact.uscc):
            if offer(correspondence) is not None:
                await self.correspondences.change(correspondence.application, offer, at=at)
                self.wake()
