"""Writes the one notice that an event asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.application import Application
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.kinds import AnyContent
from services.notify.domain.notice import Notice, notice_id
from services.notify.ports import Contacts, Correspondences, Letters, Wake
from services.notify.usecases.hearing import hear
from services.notify.usecases.writing import with_letter
from shared.heard import Position


@dataclass(frozen=True, slots=True)
class Cause:
    """The event that asks for a notice: its id, which one it is, when it happened, its trace."""

    id: str
    position: Position
    at: datetime
    traceparent: str | None


def _none(correspondence: Correspondence) -> Correspondence:
    return correspondence


@dataclass(frozen=True)
class WriteNotice:
    """One cause makes one notice; it waits until the enterprise's address is known."""

    correspondences: Correspondences
    contacts: Contacts
    letters: Letters
    wake: Wake

    async def __call__(
        self,
        application: Application,
        content: AnyContent,
        cause: Cause,
        *,
        at: datetime,
        real: datetime,
        mailed: bool = True,
        effect: Callable[[Correspondence], Correspondence] = _none,
    ) -> None:
        """Without `mailed` it is in the inbox alone; `effect` is what else the event does."""
        notice = Notice(
            id=notice_id(cause.id),
            cause=cause.id,
            seq=cause.position.seq,
            application=application,
            content=content,
            happened_at=cause.at,
            written_at=at,
            traceparent=cause.traceparent,
            status="waiting" if mailed else "inbox",
            next_try=real if mailed else None,
        )
        contact = await self.contacts.get(application.uscc)
        written = with_letter(notice, contact, self.letters)
        kept = await hear(
            self.correspondences,
            application.id,
            cause.position,
            at,
            lambda c: effect(c).adding(written),
        )
        await self._write_letter(kept, notice.id, at=at)
        self.wake()

    async def _write_letter(self, kept: Correspondence, notice: str, *, at: datetime) -> None:
        # Whoever registers between the first read and the save finds no notice to write for.
        saved = kept.notice(notice)
        if saved is None or saved.letter is not None:
            return
        contact = await self.contacts.get(saved.application.uscc)
        if contact is None:
            return

        def write(correspondence: Correspondence) -> Changed | None:
            newest = correspondence.notice(notice)
            if newest is None or newest.letter is not None:
                return None
            return correspondence.replacing(with_letter(newest, contact, self.letters)), ()

        await self.correspondences.change(kept.application, write, at=at)
