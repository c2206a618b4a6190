"""Recognition lists and their entries."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.freezing import Freezing
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
        """Which of these lists there are."""
        ...

    async def freeze(self, freezing: Freezing) -> NumberedList:
        """Saves the list and its entries as they are at one moment, in one transaction.

        Raises UndecidedLeft, NothingListed, ListFrozen.
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

    async def announced_unfinished(self) -> Sequence[HeldList]:
        """Announced lists for which cases still wait for their outcome."""
        ...
