"""A frozen list on its way through public notice to the announcement."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from services.review.domain.lists.refusals import (
    AlreadyAnnounced,
    NoticeNotOver,
    NoticeRunning,
    NotNoticed,
    ObjectionOpen,
)
from shared.calendar import Calendar, count
from shared.contracts.base import Event
from shared.contracts.lists import ListAnnounced, ListNoticed
from shared.programmes import Programme
from shared.record import Record
from shared.values import Bilingual, Instant

IN_THE_BOOKS_AFTER = timedelta(seconds=60)
"""Until then nothing is announced: an objection that arrived at the last moment is still being
read or saved, perhaps by a replica whose clock is behind."""


class NoticeDay(Record):
    """One day of the notice period: its number if it counts, and why it does or does not."""

    date: date
    counted: int | None
    why: Bilingual


class NumberedList(Record):
    """The list of a round; its entries are kept beside it and `digest` seals them."""

    id: str
    programme: str
    programme_version: str
    round: str
    stage: Literal["frozen", "noticed", "announced"]
    entries: int
    digest: str
    frozen_by: str
    frozen_at: Instant
    opens_at: Instant | None = None
    closes_at: Instant | None = None
    explanation: Bilingual | None = None
    days: tuple[NoticeDay, ...] = ()
    noticed_by: str | None = None
    removed: int = 0
    objections: int = 0
    objections_open: int = 0
    announced_by: str | None = None
    announced_at: Instant | None = None
    outcomes_given: bool = False

    @property
    def left(self) -> int:
        """How many entries still count."""
        return self.entries - self.removed


@dataclass(frozen=True, slots=True)
class ListStep:
    """A list after something happened to it, and what to announce of that."""

    list: NumberedList
    events: tuple[Event, ...] = ()


def put_under_notice(
    found: NumberedList, programme: Programme, calendar: Calendar, *, by: str, at: datetime
) -> ListStep:
    """Opens the public notice from now; raises NoticeRunning, AlreadyAnnounced."""
    if found.stage == "noticed":
        raise NoticeRunning(found.id)
    if found.stage == "announced":
        raise AlreadyAnnounced(found.id)
    deadline = count(programme.clocks.public_notice, at, calendar)
    noticed = found.model_copy(
        update={
            "stage": "noticed",
            "opens_at": at,
            "closes_at": deadline.due_at,
            "explanation": deadline.sentence(),
            "days": tuple(
                NoticeDay(date=s.date, counted=s.counted, why=s.why) for s in deadline.steps
            ),
            "noticed_by": by,
        }
    )
    event = ListNoticed(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        entries=found.entries,
        digest=found.digest,
        opens_at=at,
        closes_at=deadline.due_at,
        explanation=deadline.sentence(),
        by=by,
        at=at,
    )
    return ListStep(noticed, (event,))


def drop_entries(found: NumberedList, count: int) -> NumberedList:
    """The list with so many entries fewer; raises AlreadyAnnounced, since it is final then."""
    if found.stage == "announced":
        raise AlreadyAnnounced(found.id)
    return found.model_copy(update={"removed": found.removed + count})


def announce(found: NumberedList, *, by: str, at: datetime) -> ListStep:
    """Makes the list final; raises AlreadyAnnounced, NotNoticed, NoticeNotOver, ObjectionOpen."""
    if found.stage == "announced":
        raise AlreadyAnnounced(found.id)
    if found.closes_at is None:
        raise NotNoticed(found.id)
    if at < found.closes_at + IN_THE_BOOKS_AFTER:
        raise NoticeNotOver(found.id, found.closes_at + IN_THE_BOOKS_AFTER)
    if found.objections_open:
        raise ObjectionOpen(found.id, found.objections_open)
    announced = found.model_copy(
        update={"stage": "announced", "announced_by": by, "announced_at": at}
    )
    event = ListAnnounced(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        recognised=found.left,
        removed=found.removed,
        digest=found.digest,
        by=by,
        at=at,
    )
    return ListStep(announced, (event,))
