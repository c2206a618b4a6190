"""Recognition lists and their entries."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.freezing import FreezeOrder, Freezing, Shown
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.ports.held import HeldCase, HeldList


class Lists(Protocol):
    """Recognition lists, their entries and the objections to them."""

    async def get(self, list_id: str) -> HeldList | None:
        """The list of this id."""
        ...

    async def of_round(self, programme: str, round_id: str) -> Sequence[HeldList]:
        """The lists of a round, the first one frozen first."""
        ...

    async def existing(self, list_ids: Collection[str]) -> Collection[str]:
        """Which of these lists are frozen, or public by now."""
        ...

    async def show(self, freezing: Freezing) -> Shown:
        """What would be frozen, and what is still open, as they are at one moment."""
        ...

    async def freeze(
        self, freezing: Freezing, order: FreezeOrder, known: HeldList | None
    ) -> NumberedList:
        """Saves the list and its entries as they are at one moment, in one transaction.

        `known` is the list as it was unfrozen, if it was. Raises ListFrozen, StaleWrite and
        whatever `Freezing.freeze` refuses.
        """
        ...

    async def unfreeze(self, held: HeldList, step: ListStep, key: str) -> None:
        """Saves the list that is unfrozen, in one transaction; raises StaleWrite.

        `key` is what summary sheets write as well.
        """
        ...

    async def save(self, held: HeldList, step: ListStep, at: datetime) -> None:
        """Raises StaleWrite when the list has moved on."""
        ...

    async def entry(self, list_id: str, no: int) -> Entry | None:
        """One entry."""
        ...

    async def entries_of(self, list_id: str, applications: Sequence[str]) -> Mapping[str, Entry]:
        """The entries of these applications, those that are listed."""
        ...

    async def withdrawn_entries(self, found: NumberedList) -> Sequence[Entry]:
        """Entries that still count although their case was withdrawn."""
        ...

    async def page(
        self, list_id: str, after: int, limit: int, text: str | None, district: str | None = None
    ) -> Sequence[Entry]:
        """Entries after a number, in order; with `text` those that name it, of one district."""
        ...

    async def save_entries(
        self,
        held: HeldList,
        step: ListStep,
        entries: Sequence[Entry],
        case: tuple[HeldCase, Step] | None,
        at: datetime,
    ) -> None:
        """Saves list, entries and possibly a case in one transaction; raises StaleWrite."""
        ...

    async def noticed_unspread(self) -> Sequence[HeldList]:
        """Lists that went under public notice, of which not every case on them has heard."""
        ...

    async def note_spread(self, list_id: str) -> None:
        """Notes that every case on the list has heard of its notice; changes no version of it."""
        ...

    async def announced_unregistered(self) -> Sequence[HeldList]:
        """Announced lists of which the register may not have everything yet."""
        ...

    async def note_registered(self, list_id: str) -> None:
        """Notes that the register has all that the list recognises; changes no version of it."""
        ...

    async def announced_unfinished(self) -> Sequence[HeldList]:
        """Announced lists for which cases still wait for their outcome."""
        ...

    async def save_correction(
        self, held: HeldList, step: ListStep, entries: Sequence[Entry], at: datetime
    ) -> None:
        """Saves a correction, and what it does to entries, in one transaction; raises StaleWrite.

        Entries that it adds are new.
        """
        ...

    async def corrected_unspread(self) -> Sequence[HeldList]:
        """Corrected lists of which cases or register may not have heard yet."""
        ...

    async def note_correction_spread(self, found: NumberedList) -> None:
        """Notes that everybody has heard of all corrections that this state of the list has."""
        ...
