"""One round of supplement: what was asked for, until when, and what came."""

from dataclasses import dataclass
from datetime import datetime

from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class AskedFile:
    """A file that was there for something that is missing: refused, or it stays.

    Without a reason of its own a refused file is so with all of its requirement.
    """

    id: str
    filename: str
    sha256: str
    refused: bool
    reason: str | None = None
    reason_text: Bilingual | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing that is missing, why, and what will do.

    `alternatives` names all that belongs to the same choice; which of it suffices, demands tell.
    `files` are those that were there; None where nothing was said of files, as in older questions.
    """

    requirement: str
    name: Bilingual
    clause: str
    reason: str
    reason_text: Bilingual
    acceptable: Bilingual
    alternatives: tuple[str, ...] = ()
    files: tuple[AskedFile, ...] | None = None
    note: str | None = None

    @property
    def refused(self) -> tuple[AskedFile, ...]:
        """The files that have to be replaced."""
        return tuple(file for file in self.files or () if file.refused)


@dataclass(frozen=True, slots=True)
class AskedDemand:
    """One thing to do: send every item of `choose` of the branches; an only branch is no choice.

    Where a branch is a choice itself, `ways` has for each the sets of items of which one suffices.
    """

    branches: tuple[tuple[str, ...], ...]
    choose: int
    ways: tuple[tuple[tuple[str, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SupplementRound:
    """The `number`-th round. Due from proven delivery on; before that, anything is in time.

    One that an older version was asked has no `demands`. `key` and `digest` are those of the
    request that sent it; what was taken at the end of the term has none. `received_files` has the
    ids of the files that came, each with those of the files that it took the place of. What was
    asked for is so no more from `taken_back_at` on.
    """

    number: int
    items: tuple[AskedItem, ...] = ()
    demands: tuple[AskedDemand, ...] = ()
    asked_at: datetime | None = None
    due_at: datetime | None = None
    due_explanation: Bilingual | None = None
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    key: str | None = None
    digest: str | None = None
    received_items: tuple[str, ...] = ()
    received_files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    taken_back_at: datetime | None = None

    @property
    def awaited(self) -> bool:
        """Whether it is asked for and has not come yet."""
        asked = self.asked_at is not None and self.taken_back_at is None
        return asked and self.received_at is None

    @property
    def may_send(self) -> tuple[str, ...]:
        """The ids that may be sent: what is missing, and what would do instead."""
        named = (i for item in self.items for i in (item.requirement, *item.alternatives))
        return tuple(dict.fromkeys(named))

    def item(self, requirement: str) -> AskedItem | None:
        """What was asked for of this requirement."""
        return next((item for item in self.items if item.requirement == requirement), None)

    def is_late(self, at: datetime) -> bool:
        """Whether an arrival at this instant is late; exactly at `due_at` it is."""
        return self.due_at is not None and at >= self.due_at
