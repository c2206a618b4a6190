"""Records that an officer delivered a notice by other means."""

from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.correspondence import Changed, Correspondence
from services.notify.domain.office import Official
from services.notify.domain.refusals import AlreadyServed, NotServed
from services.notify.domain.service import (
    CorrectedService,
    Method,
    Service,
    check,
    delivered_by,
)
from services.notify.domain.taking_back import taken_back
from services.notify.ports import Correspondences
from shared.contracts.base import Event
from shared.errors import NotFound
from shared.programmes import Programmes


@dataclass(frozen=True, slots=True)
class Proof:
    """What was done, when, who took it, and by which name the proof is found."""

    method: Method
    done_at: datetime
    received_by: str | None
    reference: str
    note: str | None


@dataclass(frozen=True)
class ServeNotice:
    """The first record stands: repeating it changes nothing. A correction puts another instead."""

    correspondences: Correspondences
    programmes: Programmes

    async def __call__(
        self,
        notice: str,
        proof: Proof,
        *,
        official: Official,
        at: datetime,
        real: datetime,
        corrects: str | None = None,
    ) -> Correspondence:
        """`corrects` is why what was recorded before does not hold.

        Raises NotFound, NotOfThisProgramme, WrongFields, NoticeMoot, AlreadyDelivered, and
        NotServed where there is nothing to correct.
        """
        found = await self.correspondences.with_notice(notice)
        mine = None if found is None else found.notice(notice)
        if found is None or mine is None:
            raise NotFound("notice", notice)
        about = mine.application
        role = official.check_serves(self.programmes.of_round(about.programme, about.round))
        service = Service(
            notice=notice,
            method=proof.method,
            done_at=proof.done_at,
            delivered_at=delivered_by(proof.method, proof.done_at),
            received_by=proof.received_by,
            reference=proof.reference,
            note=proof.note,
            by=official.account,
            role=role,
            office=official.office,
            recorded_at=at,
        )

        def serve(correspondence: Correspondence) -> Changed | None:
            kept = correspondence.notice(notice)
            if kept is None:
                return None
            known = correspondence.service_of(kept)
            if known is not None and known.is_same_as(service):
                return None
            check(service, written_at=kept.written_at)
            events: tuple[Event, ...] = ()
            if corrects is not None:
                if known is None:
                    raise NotServed(kept.application.number)
                wrong = CorrectedService(service=known, reason=corrects, by=official.account, at=at)
                correspondence = correspondence.correcting(wrong)
                if known.counts_as(service):
                    return correspondence.serving(service), ()
                kept, events = kept.not_served(known, at)
            elif known is not None and kept.delivered_at is None:
                raise AlreadyServed(kept.application.number)
            served, more = kept.served(service, at)
            now = correspondence.replacing(served).serving(service)
            return taken_back(now, at=at, real=real), (*events, *more)

        return await self.correspondences.change(found.application, serve, at=at)
