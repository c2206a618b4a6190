"""Writes the one notice that an event asks for."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.application import Application
from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.kinds import AnyContent
from services.notify.domain.notice import Notice, notice_id
from services.notify.ports import Contacts, Correspondences, Letters, Wake


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
        *,
        happened_at: datetime,
        cause: str,
        stream: str,
        seq: int,
        traceparent: str | None,
        at: datetime,
        real: datetime,
    ) -> None:
        notice = Notice(
            id=notice_id(cause),
            cause=cause,
            seq=seq,
            application=application,
            content=content,
            happened_at=happened_at,
            written_at=at,
            traceparent=traceparent,
            next_try=real,
        )
        contact = await self.contacts.get(application.uscc)
        if contact is not None:
            notice = notice.written(self.letters.write(notice, contact.language))

        def add(correspondence: Correspondence) -> Changed | None:
            if correspondence.has_heard(stream, seq):
                return None
            return correspondence.hearing(stream, seq).adding(notice), ()

        await self.correspondences.change(application.id, add, at=at)
        self.wake()
