"""All notices of one application, so that their events have one sequence."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from pydantic import Field

from services.notify.domain.demand import SupplementClock
from services.notify.domain.non_acceptance import Reopening
from services.notify.domain.notice import Notice, notice_id
from shared.contracts.base import Event
from shared.record import Record
from shared.values import Instant


class Correspondence(Record):
    """What an enterprise was told about an application, and what notify has heard of it.

    `supplemented` is the last round whose supplement came.
    """

    application: str
    notices: tuple[Notice, ...] = ()
    clocks: tuple[SupplementClock, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
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
        return min((at for clock, _ in self._running() for at in clock.remind_at), default=None)

    @property
    def turn(self) -> int:
        """How many attempts were made; each is one worker's turn."""
        return sum(len(n.attempts) for n in self.notices)

    @property
    def concluded(self) -> int:
        """Place in the stream of the last non-acceptance or reopening; 0 before any."""
        ends = (n.seq for n in self.notices if n.kind == "not_accepted")
        return max((*ends, *(r.seq for r in self.reopenings)), default=0)

    def next_due(self) -> Notice | None:
        """The notice whose attempt comes first."""
        due = [n for n in self.notices if n.next_try]
        return min(due, key=lambda n: n.next_try or n.written_at, default=None)

    def notice(self, identity: str) -> Notice | None:
        """The notice with this id."""
        return next((n for n in self.notices if n.id == identity), None)

    def clock_of(self, notice: Notice) -> SupplementClock | None:
        """The supplement clock that delivery of this notice started; none once all is closed."""
        if self.closed_at is not None:
            return None
        supplement_round = notice.demand.supplement_round
        return next((c for c in self.clocks if c.supplement_round == supplement_round), None)

    def has_heard(self, stream: str, seq: int) -> bool:
        """Whether the event at this place of the application's stream had its effect already."""
        return seq in self.heard.get(stream, ())

    def hearing(self, stream: str, seq: int) -> Self:
        """The same, remembering that this event was heard."""
        known = tuple(sorted({*self.heard.get(stream, ()), seq}))
        return self.model_copy(update={"heard": {**self.heard, stream: known}})

    def telling(self, notice: Notice) -> Self:
        """The same with one more notice; one that is there already stays as it is."""
        if self.notice(notice.id) is not None:
            return self
        told = notice if self.closed_at is None else notice.dropped(self.closed_at)
        more = self.model_copy(update={"notices": (*self.notices, told)})
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

    def reminding(self, at: datetime, *, real: datetime) -> tuple[Self, Notice | None] | None:
        """The same with its missed reminders ticked off, and the one to tell; None if none is due.

        Of several only the last is told, and none when the time is over. One that was not sent
        yet gives way to the next.
        """
        for clock, asked in self._running():
            missed = [moment for moment in clock.remind_at if moment <= at]
            if missed:
                later = tuple(moment for moment in clock.remind_at if moment > at)
                rest = clock.model_copy(update={"remind_at": later})
                ticked = self.counting(rest)._without_reminders(clock.supplement_round, at)
                return ticked, None if at >= clock.due_at else Notice(
                    id=notice_id(f"{clock.cause} {missed[-1].isoformat()}"),
                    cause=clock.cause,
                    seq=asked.seq,
                    kind="supplement_due",
                    demand=asked.demand.model_copy(update={"at": missed[-1]}),
                    written_at=at,
                    traceparent=asked.traceparent,
                    next_try=real,
                    reminds_of=rest,
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

    def _running(self) -> list[tuple[SupplementClock, Notice]]:
        """Clocks whose supplement is still awaited, with the notice that asked for it."""
        if self.closed_at is not None:
            return []
        asked = {n.supplement_round: n for n in self.notices if n.supplement_round}
        return [
            (clock, asked[clock.supplement_round])
            for clock in self.clocks
            if self.supplemented < clock.supplement_round and clock.supplement_round in asked
        ]

    def _without_reminders(self, supplement_round: int, at: datetime) -> Self:
        notices = tuple(
            n.dropped(at)
            if n.reminds_of and n.reminds_of.supplement_round <= supplement_round
            else n
            for n in self.notices
        )
        return self.model_copy(update={"notices": notices})


Changed = tuple[Correspondence, tuple[Event, ...]]
"""A correspondence as it is now, and what is to be announced."""

Decide = Callable[[Correspondence], Changed | None]
"""What becomes of a correspondence; None when nothing does."""
