"""A numbered list of the cases that an announcement is about."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from services.review.domain.lists.entry import Change, Printed
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


class LeftOut(Record):
    """So many cases that could still have come on to the list were left out expressly."""

    cases: int
    reason: str
    by: str
    at: Instant


class Unfrozen(Record):
    """A freezing that was taken back before anybody saw the list; its entries are kept apart."""

    freezing: int
    entries: int
    digest: str
    frozen_by: str
    frozen_at: Instant
    reason: str
    by: str
    at: Instant


class Confirmed(Record):
    """By which confirmation each act was done; older lists have none."""

    freeze: str | None = None
    notice: str | None = None
    announcement: str | None = None


class CorrectedEntry(Record):
    """What a correction does to one entry: how it read before, and reads since."""

    no: int
    application: str
    number: str
    change: Change
    was: Printed | None = None
    reads: Printed | None = None


Why = Literal["withdrawn", "objection", "appeal", "mistake"]


class ListCorrection(Record):
    """A published act that replaces entries of an announced list, which stays as it was announced.

    `no` counts those of the list. `basis` is the document that it rests on. So many entries counted
    `before` it, and are `listed` after it.
    """

    no: int
    why: Why
    reason: str
    basis: str | None = None
    entries: tuple[CorrectedEntry, ...]
    before: int
    listed: int
    rule_version: str
    confirmation: str
    by: str
    at: Instant


class NumberedList(Record):
    """The list of a round and an announcement; its entries lie beside it and `digest` seals them.

    `announcement` is the stage whose list it is; older lists name none, since a path had only one.
    `freezing` counts how often it was frozen, `unfrozen` has the freezings that were taken back.
    `corrections` came after the announcement, and change nothing of it.
    `notice_spread` is whether every case on it has heard of its public notice.
    """

    id: str
    programme: str
    programme_version: str
    round: str
    announcement: str | None = None
    state: Literal["frozen", "unfrozen", "noticed", "announced"]
    entries: int
    digest: str
    frozen_by: str
    frozen_at: Instant
    freezing: int = 1
    left_out: LeftOut | None = None
    unfrozen: tuple[Unfrozen, ...] = ()
    confirmed: Confirmed = Confirmed()
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
    notice_spread: bool = False
    corrections: tuple[ListCorrection, ...] = ()

    @property
    def listed(self) -> int:
        """How many entries count, as corrected."""
        return self.corrections[-1].listed if self.corrections else self.left

    @property
    def added(self) -> int:
        """How many entries corrections have added under a number of their own."""
        every = (entry for one in self.corrections for entry in one.entries)
        return sum(1 for entry in every if entry.no > self.entries)

    @property
    def left(self) -> int:
        """How many entries still count; of an announced list, how many were announced."""
        return self.entries - self.removed

    @property
    def in_short(self) -> tuple[str, str]:
        """How many entries it has, in English and in Chinese."""
        return (
            f"{self.entries} entries, {self.removed} of them removed",
            f"名单{self.entries}条，其中{self.removed}条已移出",
        )

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: from its notice, or else from its announcement."""
        return self.state in ("noticed", "announced")

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
