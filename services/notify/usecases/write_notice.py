"""Writes the one notice that an event asks for."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.demand import Demand
from services.notify.domain.non_acceptance import NonAcceptance
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
        demand: Demand,
        *,
        cause: str,
        stream: str,
        seq: int,
        traceparent: str | None,
        at: datetime,
        real: datetime,
        non_acceptance: NonAcceptance | None = None,
    ) -> None:
        notice = Notice(
            id=notice_id(cause),
            cause=cause,
            seq=seq,
            kind="not_accepted" if non_acceptance else "materials_missing",
            demand=demand,
            written_at=at,
            traceparent=traceparent,
            next_try=real,
            non_acceptance=non_acceptance,
        )
        contact = await self.contacts.get(demand.uscc)
        if contact is not None:
            notice = notice.written(self.letters.write(notice, contact.language))

        def tell(correspondence: Correspondence) -> Changed | None:
            if correspondence.has_heard(stream, seq):
                return None
            return correspondence.hearing(stream, seq).telling(notice), ()

        await self.correspondences.change(demand.application, tell, at=at)
        self.wake()
