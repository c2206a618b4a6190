"""A numbered list of the cases that an announcement is about."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.review.domain.lists.refusals import AlreadyAnnounced
from shared.contracts.base import Event
from shared.programmes import Path
from shared.programmes.path import Announcement
from shared.record import Record
from shared.values import Bilingual, Instant


class NoticeDay(Record):
    """One day of the notice period: its number if it counts, and why it does or does not."""

    date: date
    counted: int | None
    why: Bilingual


class NumberedList(Record):
    """The list of a round and an announcement; its entries lie beside it and `digest` seals them.

    `announcement` is the stage whose list it is; older lists name none, since a path had only one.
    """

    id: str
    programme: str
    programme_version: str
    round: str
    announcement: str | None = None
    state: Literal["frozen", "noticed", "announced"]
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

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: from its notice, or else from its announcement."""
        return self.state != "frozen"

    def stage_in(self, way: Path) -> Announcement:
        """The announcement whose list it is."""
        stages = way.of_kind(Announcement)
        return next((stage for stage in stages if stage.id == self.announcement), way.final)


@dataclass(frozen=True, slots=True)
class ListStep:
    """A list after something happened to it, and the events that tell of it."""

    list: NumberedList
    events: tuple[Event, ...] = ()


def drop_entries(found: NumberedList, count: int) -> NumberedList:
    """The list with so many entries fewer; raises AlreadyAnnounced, since it is final then."""
    if found.state == "announced":
        raise AlreadyAnnounced(found.id)
    return found.model_copy(update={"removed": found.removed + count})
