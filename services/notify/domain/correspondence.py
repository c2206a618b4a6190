"""All notices of one application, so that their events have one sequence."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from pydantic import Field

from services.notify.domain.demand import SupplementClock
from services.notify.domain.notice import Notice
from shared.contracts.base import Contract, Event, Instant


class Correspondence(Contract):
    """What an enterprise was told about an application, and what notify has heard of it."""

    application: str
    notices: tuple[Notice, ...] = ()
    clocks: tuple[SupplementClock, ...] = ()
    closed_at: Instant | None = None
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def due(self) -> datetime | None:
        """When (real time) the next attempt is to be made; None when there is none to make."""
        return min((n.next_try for n in self.notices if n.next_try), default=None)

    @property
    def turn(self) -> int:
        """How many attempts were made; each is one worker's turn."""
        return sum(len(n.attempts) for n in self.notices)

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
        return self.model_copy(update={"notices": (*self.notices, told)})

    def closing(self, at: datetime) -> Self:
        """The same with nothing left to send, since the application was withdrawn."""
        notices = tuple(notice.dropped(at) for notice in self.notices)
        return self.model_copy(update={"closed_at": at, "notices": notices})

    def counting(self, clock: SupplementClock) -> Self:
        """The same with the due date of a supplement round."""
        others = (c for c in self.clocks if c.supplement_round != clock.supplement_round)
        return self.model_copy(update={"clocks": (*others, clock)})

    def replacing(self, notice: Notice) -> Self:
        """The same with a notice as it is now."""
        notices = tuple(notice if n.id == notice.id else n for n in self.notices)
        return self.model_copy(update={"notices": notices})


Changed = tuple[Correspondence, tuple[Event, ...]]
"""A correspondence as it is now, and what is to be announced."""

Decide = Callable[[Correspondence], Changed | None]
"""What becomes of a correspondence; None when nothing does."""
