"""All notices of one application, so that their events have one sequence."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from pydantic import Field

from services.notify.domain.kinds import (
    DraftReminder,
    MissingMaterials,
    Reminder,
    ReviewReopened,
)
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.reopening import Reopening
from services.notify.domain.resending import Resending
from services.notify.domain.service import CorrectedService, Service
from services.notify.domain.supplement_clock import SupplementClock
from services.notify.domain.unclear_mail import Settlement
from shared.contracts.base import Event
from shared.heard import Position, has_heard, with_heard
from shared.record import Record
from shared.values import Instant


class Correspondence(Record):
    """What an enterprise was told about an application, and what notify has heard of it.

    `supplemented` is the last round whose supplement came, `stopped` by round the position of the
    event that last stopped its clock. What officers and operators did about a notice stands beside
    the notices.
    """

    application: str
    notices: tuple[Notice, ...] = ()
    clocks: tuple[SupplementClock, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    resendings: tuple[Resending, ...] = ()
    services: tuple[Service, ...] = ()
    corrected_services: tuple[CorrectedService, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    supplemented: int = 0
    stopped: dict[str, int] = Field(default_factory=dict)
    closed_at: Instant | None = None
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def due(self) -> datetime | None:
        """When (real time) the next attempt is to be made; None when there is none to make."""
        found = self.next_due()
        return found.next_try if found else None

    @property
    def remind(self) -> datetime | None:
        """When (domain time) to remind, or when a publication counts; None when nothing waits."""
        reminders = [at for clock, _, _ in self._running() for at in clock.remind_at]
        return min((*reminders, *(from_ for _, from_ in self._published())), default=None)

    @property
    def attempts(self) -> int:
        """How many attempts were made, of all notices."""
        return sum(len(n.attempts) for n in self.notices)

    @property
    def concluded(self) -> int:
        """Position in the stream of the last end of the case or its reopening; 0 before any."""
        ends = (n.seq for n in self.notices if n.content.concludes)
        return max((*ends, *(r.seq for r in self.reopenings)), default=0)

    def next_due(self) -> Notice | None:
        """The notice whose attempt comes first.

        What was written after a taking back waits for that, so that nobody reads in the wrong order
        what holds and what holds no longer.
        """
        due: list[Notice] = []
        for notice in self.notices:
            if notice.next_try:
                due.append(notice)
                if notice.content.undoes and notice.delivered_at is None:
                    break
        return min(due, key=lambda n: n.next_try or n.written_at, default=None)

    @property
    def provider(self) -> str:
        """Whose mail server the next attempt goes to; empty when that is not known."""
        due = self.next_due()
        return (due.provider if due else None) or ""

    def notice(self, identity: str) -> Notice | None:
        """The notice with this id."""
        return next((n for n in self.notices if n.id == identity), None)

    def resendings_of(self, notice: Notice) -> tuple[Resending, ...]:
        """How often this notice was sent again on demand, the oldest first."""
        return tuple(found for found in self.resendings if found.notice == notice.id)

    def service_of(self, notice: Notice) -> Service | None:
        """How an officer delivered this notice, if one did."""
        return next((found for found in self.services if found.notice == notice.id), None)

    def settlements_of(self, notice: Notice) -> tuple[Settlement, ...]:
        """What people said became of mails of this notice, the oldest first."""
        return tuple(found for found in self.settlements if found.notice == notice.id)

    def has_settled(self, mail: str) -> bool:
        """Whether what somebody said of this mail has had its effect."""
        return any(found.mail == mail for found in self.settlements)

    def settling(self, settlement: Settlement) -> Self:
        """The same with what somebody said became of a mail."""
        known = (*self.settlements, settlement.model_copy(update={"carried_out": True}))
        return self.model_copy(update={"settlements": known})

    def has_answered(self, notice: Notice) -> bool:
        """Whether the supplement that this notice asked for is there."""
        return 0 < notice.content.about_round <= self.supplemented

    def clock_of(self, notice: Notice) -> SupplementClock | None:
        """The supplement clock that this notice is about; none once all is closed."""
        if self.closed_at is not None:
            return None
        about = notice.content.about_round
        return next((c for c in self.clocks if c.supplement_round == about), None)

    def has_heard(self, event: Position) -> bool:
        """Whether this event had its effect already."""
        return has_heard(self.heard, event)

    def hearing(self, event: Position) -> Self:
        """The same, remembering that this event was heard."""
        return self.model_copy(update={"heard": with_heard(self.heard, event)})

    def adding(self, notice: Notice) -> Self:
        """The same with one more notice; one that is there already stays as it is."""
        if self.notice(notice.id) is not None:
            return self
        added = notice
        if self.closed_at is not None and not notice.content.outlives_withdrawal:
            added = notice.dropped(self.closed_at)
        if isinstance(notice.content, DraftReminder) and self._is_submitted:
            added = notice.dropped(notice.written_at)
        if self._is_outdated(notice):
            added = added.dropped(notice.written_at)
        kept = self._without_taken_back(notice)
        more = self.model_copy(update={"notices": (*kept, added)})
        return more.overtaken(notice.written_at)

    def asking_as_before(self, supplement_round: int, seq: int, *, real: datetime) -> Self:
        """The same in which what was asked for in this round, and not delivered, is so again."""
        notices = tuple(
            n.revived(seq, real) if n.content.starts_clock_of == supplement_round else n
            for n in self.notices
        )
        return self if self.closed_at else self.model_copy(update={"notices": notices})

    def overtaken(self, at: datetime) -> Self:
        """The same with nothing left to send of what the last conclusion has overtaken."""
        last = self.concluded
        notices = tuple(
            n.dropped(at) if n.seq < last and not n.content.stands else n for n in self.notices
        )
        return self.model_copy(update={"notices": notices})

    def closing(self, at: datetime) -> Self:
        """The same with nothing left to send, since the application was withdrawn."""
        notices = tuple(notice.dropped(at) for notice in self.notices)
        return self.model_copy(update={"closed_at": at, "notices": notices})

    def without_draft(self, at: datetime) -> Self:
        """The same with nothing left to remind of as a draft: it is submitted, or gone."""
        notices = tuple(
            n.dropped(at) if isinstance(n.content, DraftReminder) else n for n in self.notices
        )
        return self.model_copy(update={"notices": notices})

    @property
    def _is_submitted(self) -> bool:
        return any(notice.application.number for notice in self.notices)

    def counting_since(self, clock: SupplementClock) -> Self:
        """The same with a clock; one that is told of late does not run if it was stopped since."""
        is_stopped = self.stopped.get(str(clock.supplement_round), 0) > clock.seq
        return self if is_stopped else self.counting(clock)

    def counting(self, clock: SupplementClock) -> Self:
        """The same with the due date of a supplement round."""
        others = (c for c in self.clocks if c.supplement_round != clock.supplement_round)
        return self.model_copy(update={"clocks": (*others, clock)})

    def not_counting(self, supplement_round: int, at: datetime, seq: int) -> Self:
        """The same without the due date of a supplement round, of which nothing reminds then.

        `seq` is where the event stands that tells so. One that is told of late stops nothing that
        runs since.
        """
        known = max(seq, self.stopped.get(str(supplement_round), 0))
        noted = self.model_copy(update={"stopped": {**self.stopped, str(supplement_round): known}})
        of_round = [c for c in self.clocks if c.supplement_round == supplement_round]
        if any(c.seq > seq for c in of_round):
            return noted
        others = tuple(c for c in self.clocks if c not in of_round)
        stopped = noted.model_copy(update={"clocks": others})
        return stopped._without_reminders(supplement_round, at)

    def reminding(self, at: datetime, *, real: datetime) -> tuple[Self, Notice | None] | None:
        """The same with its missed reminders ticked off, and the one to send; None if none is due.

        Of several only the last is sent, and none when the time is over. One that was not sent
        yet gives way to the next.
        """
        for clock, notice, asked in self._running():
            missed = [moment for moment in clock.remind_at if moment <= at]
            if missed:
                later = tuple(moment for moment in clock.remind_at if moment > at)
                rest = clock.model_copy(update={"remind_at": later})
                ticked = self.counting(rest)._without_reminders(clock.supplement_round, at)
                return ticked, None if at >= clock.due_at else Notice(
                    id=notice_id(f"{clock.cause} {missed[-1].isoformat()}"),
                    cause=clock.cause,
                    seq=notice.seq,
                    application=notice.application,
                    content=Reminder(asked=asked, clock=rest),
                    happened_at=missed[-1],
                    written_at=at,
                    traceparent=notice.traceparent,
                    next_try=real,
                )
        return None

    def supplementing(self, supplement_round: int, at: datetime) -> Self:
        """The same with nothing left to remind of in this round and those before.

        Whoever answers what mail could not deliver knew of it, so nobody need serve it any more.
        """
        last = max(self.supplemented, supplement_round)
        done = self.model_copy(update={"supplemented": last})
        notices = tuple(
            n.dropped(at, "supplemented") if n.status == "escalated" and done.has_answered(n) else n
            for n in self.notices
        )
        return done.model_copy(update={"notices": notices})._without_reminders(last, at)

    def replacing(self, notice: Notice) -> Self:
        """The same with a notice as it is now."""
        notices = tuple(notice if n.id == notice.id else n for n in self.notices)
        return self.model_copy(update={"notices": notices})

    def serving(self, service: Service) -> Self:
        """The same with how a notice was delivered by other means."""
        others = tuple(known for known in self.services if known.notice != service.notice)
        return self.model_copy(update={"services": (*others, service)})

    def correcting(self, wrong: CorrectedService) -> Self:
        """The same with a record of service that did not hold; it is kept."""
        kept = (*self.corrected_services, wrong)
        services = tuple(s for s in self.services if s.notice != wrong.service.notice)
        return self.model_copy(update={"corrected_services": kept, "services": services})

    def corrected_services_of(self, notice: Notice) -> tuple[CorrectedService, ...]:
        """What was wrongly recorded of this notice, the oldest first."""
        return tuple(c for c in self.corrected_services if c.service.notice == notice.id)

    def counting_publications(self, at: datetime) -> "Changed | None":
        """The same with each publication counted whose days are over by now; None if none is."""
        now, published = self, tuple[Event, ...]()
        for notice, counts_from in self._published():
            service = self.service_of(notice)
            if counts_from <= at and service is not None:
                served, events = notice.served(service, at)
                now, published = now.replacing(served), (*published, *events)
        return (now, published) if published else None

    def _published(self) -> list[tuple[Notice, datetime]]:
        """Notices that will count as delivered by a publication, with when."""
        open_ = (n for n in self.notices if n.delivered_at is None and n.moot_at is None)
        return [(n, n.counts_from) for n in open_ if n.counts_from is not None]

    def _running(self) -> list[tuple[SupplementClock, Notice, MissingMaterials]]:
        """Clocks whose supplement is still awaited, with the notice that asked for it, and what."""
        if self.closed_at is not None:
            return []
        asked = {
            n.content.supplement_round: (n, n.content)
            for n in self.notices
            if isinstance(n.content, MissingMaterials)
        }
        return [
            (clock, *asked[clock.supplement_round])
            for clock in self.clocks
            if self.supplemented < clock.supplement_round and clock.supplement_round in asked
        ]

    def _without_taken_back(self, later: Notice) -> tuple[Notice, ...]:
        """The notices, nothing of which is sent that this one takes back."""
        about = later.content.matter
        if about is None or not later.content.undoes:
            return self.notices
        return tuple(
            n.dropped(later.written_at)
            if n.content.matter == about and not n.content.undoes and n.seq < later.seq
            else n
            for n in self.notices
        )

    def _is_outdated(self, notice: Notice) -> bool:
        """Whether it is told of late, and what was told of since says otherwise."""
        about, undoes = notice.content.matter, notice.content.undoes
        newer = [n.content for n in self.notices if n.seq > notice.seq]
        if about is not None and any(
            content.matter == about and (undoes or content.undoes) for content in newer
        ):
            return True
        return isinstance(notice.content, ReviewReopened) and any(
            content.concludes or isinstance(content, MissingMaterials) for content in newer
        )

    def _without_reminders(self, supplement_round: int, at: datetime) -> Self:
        notices = tuple(
            n.dropped(at)
            if isinstance(n.content, Reminder) and n.content.about_round <= supplement_round
            else n
            for n in self.notices
        )
        return self.model_copy(update={"notices": notices})


Changed = tuple[Correspondence, tuple[Event, ...]]
"""A correspondence as it is now, and what is to be published."""

Decide = Callable[[Correspondence], Changed | None]
"""What becomes of a correspondence; None when nothing does."""
