"""Sends the notice of a correspondence that is due, and saves what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.notify.domain.contact import Contact
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.notice import Notice
from services.notify.domain.outcome import Answer, Unreachable
from services.notify.domain.provider import provider_of
from services.notify.domain.taking_back import taken_back
from services.notify.ports import Contacts, Correspondences, Letters, Mail, Mailer
from shared.clock import Clock
from shared.trace import traced

ADDRESS_UNKNOWN = timedelta(seconds=30)
"""How long a notice waits for an unknown address; the registration is heard earlier."""


@dataclass(frozen=True)
class DeliverNotice:
    """Once the mail server has answered, nothing but a crash keeps that from being saved.

    `jitter` gives numbers between -1 and 1.
    """

    correspondences: Correspondences
    contacts: Contacts
    letters: Letters
    mailer: Mailer
    clock: Clock
    jitter: Callable[[], float]

    async def __call__(self, correspondence: Correspondence) -> Answer | Unreachable | None:
        """What the server said; None when nothing could be or was to be sent yet."""
        notice = await self._still_due(correspondence)
        if notice is None:
            return None
        with traced(notice.traceparent, "deliver notice", about={"laurel.notice": notice.id}):
            contact = await self._contact(notice)
            if contact is None or not await self._is_claimed_for(contact, correspondence):
                return None
            letter = notice.letter or self.letters.write(notice, contact.language)
            written = notice.written(letter)
            html = self.letters.html(written, letter.language)
            resendings = len(correspondence.resendings_of(notice))
            outcome = await self.mailer.send(
                Mail(notice.id, contact, letter, html, self.clock.now(), resendings)
            )
            if not isinstance(outcome, Unreachable):
                await self._save(written, contact, outcome)
            return outcome

    async def _still_due(self, claimed: Correspondence) -> Notice | None:
        # Since the claim the enterprise may have opened the notice, or withdrawn.
        due = claimed.next_due()
        newest = await self.correspondences.get(claimed.application)
        notice = newest.notice(due.id) if newest and due else None
        if notice is None or notice.next_try is None:
            return None
        at = self.clock.now()
        if not notice.content.lapsed(at):
            return notice

        def drop(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(notice.id)
            return (correspondence.replacing(kept.dropped(at)), ()) if kept else None

        await self.correspondences.change(claimed.application, drop, at=at)
        return None

    async def _contact(self, notice: Notice) -> Contact | None:
        uscc, application = notice.application.uscc, notice.application.id
        contact = await self.contacts.get(uscc)
        if contact is None:

            def wait(correspondence: Correspondence) -> Changed | None:
                kept = correspondence.notice(notice.id)
                until = datetime.now(UTC) + ADDRESS_UNKNOWN
                if kept is None:
                    return None
                return correspondence.replacing(kept.postponed(until)), ()

            await self.correspondences.change(application, wait, at=self.clock.now())
            # The registration may have been heard between the first read and the save.
            contact = await self.contacts.get(uscc)
        return contact

    async def _is_claimed_for(self, contact: Contact, claimed: Correspondence) -> bool:
        """Whether it has its turn as a letter to this provider; else that is noted for its next."""
        if claimed.provider == provider_of(contact.email):
            return True

        def address(correspondence: Correspondence) -> Changed | None:
            due = correspondence.next_due()
            if due is None:
                return None
            known = due.addressed(contact.email).postponed(datetime.now(UTC))
            return correspondence.replacing(known), ()

        await self.correspondences.change(claimed.application, address, at=self.clock.now())
        return False

    async def _save(self, written: Notice, contact: Contact, answer: Answer) -> None:
        at, real, jitter = self.clock.now(), datetime.now(UTC), self.jitter()

        def note(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(written.id)
            if kept is None:
                return None
            letter = written.letter
            to = contact.email
            after, events = (kept.written(letter) if letter else kept).answered(
                answer, to=to, at=at, real=real, jitter=jitter
            )
            after = after.addressed(to)
            return taken_back(correspondence.replacing(after), at=at, real=real), events

        await self.correspondences.change(written.application.id, note, at=at)
