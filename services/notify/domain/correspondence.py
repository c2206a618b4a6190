"""All notices of one application, so that their events have one sequence."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from pydantic import Field

from services.notify.domain.kinds import MissingMaterials, Reminder
from services.notify.domain.notice import Notice, notice_id
from services.notify.domain.reopening import Reopening
from services.notify.domain.resending import Resending
from services.notify.domain.service import Service
from services.notify.domain.supplement_clock import SupplementClock
from shared.contracts.base import Event
from shared.heard import Position, has_heard, with_heard
from shared.record import Record
from shared.values import Instant


class Correspondence(Record):
    """What an enterprise was told about an application, and what notify has heard of it.

    `supplemented` is the last round whose supplement came. What officers and operators did about a
    notice stands beside the notices.
    """

    application: str
    notices: tuple[Notice, ...] = ()
    clocks: tuple[SupplementClock, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    resendings: tuple[Resending, ...] = ()
    services: tuple[Service, ...] = ()
    supplemented: int = 0
    closed_at: Instant | None = None
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def due(self) -> datetime | None:
        """When (real time) the next attempt is to be made; None when there is none to make."""
        return min((n.next_try for n in self.notices if n.next_try), default=None)

    @property
    def remind(self) -> datetime | None:
        """When (domain time) the next reminder is to be written; None when there is none."""
        running = self._running()
        return min((at for clock, _, _ in running for at in clock.remind_at), default=None)

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
        """The notice whose attempt comes first."""
        due = [n for n in self.notices if n.next_try]
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
        added = notice if self.closed_at is None else notice.dropped(self.closed_at)
        more = self.model_copy(update={"notices": (*self.notices, added)})
        return more.overtaken(notice.written_at)

    def overtaken(self, at: datetime) -> Self:
        """The same with nothing left to send of what the last conclusion has overtaken."""
        last = self.concluded
        notices = tuple(n.dropped(at) if n.seq < last else n for n in self.notices)
        return self.model_copy(update={"notices": notices})

    def closing(self, at: datetime) -> Self:
        """The same with nothing left to send, since the application was withdrawn."""
        notices = tuple(notice.dropped(at) for notice in self.notices)
        return self.model_copy(update={"closed_at": at, "notices": notices})

    def counting(self, clock: SupplementClock) -> Self:
        """The same with the due date of a supplement round."""
        others = (c for c in self.clocks if c.supplement_round != clock.supplement_round)
        return self.model_copy(update={"clocks": (*others, clock)})

    def not_counting(self, supplement_round: int, at: datetime) -> Self:
        """The same without the due date of a supplement round, of which nothing reminds then."""
        others = tuple(c for c in self.clocks if c.supplement_round != supplement_round)
        stopped = self.model_copy(update={"clocks": others})
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
        """The same with nothing left to remind of in this round and those before."""
        last = max(self.supplemented, supplement_round)
        done = self.model_copy(update={"supplemented": last})
        return done._without_reminders(last, at)

    def replacing(self, notice: Notice) -> Self:
        """The same with a notice as it is now."""
        notices = tuple(notice if n.id == notice.id else n for n in self.notices)
        return self.model_copy(update={"notices": notices})

    def serving(self, service: Service) -> Self:
        """The same with how a notice was delivered by other means."""
        others = tuple(known for known in self.services if known.notice != service.notice)
        return self.model_copy(update={"services": (*others, service)})

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
