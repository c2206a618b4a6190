"""Reads public outcomes behind a cursor, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notify.domain.agencies.cursor import BEGINNING, Cursor, foreign
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.ports import Outcomes


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """Some outcomes, the last one that was looked at, and whether there are more."""

    rows: Sequence[PublicOutcome]
    last: PublicOutcome | None
    more: bool

    @property
    def next(self) -> Cursor:
        """Behind all that was looked at."""
        return BEGINNING if self.last is None else self.last.cursor


@dataclass(frozen=True)
class ReadOutcomes:
    """What a feed shows; its `next` goes on behind whatever the filter has passed over."""

    outcomes: Outcomes

    async def __call__(
        self, after: Cursor, wanted: Filter, limit: int, *, field: str = "after"
    ) -> OutcomePage:
        """Raises Rejected, naming the field, for a cursor of another ledger."""
        await self.check(after, field)
        # Before the rows, so that nothing between them and it is passed over.
        last = await self.outcomes.last()
        found = await self.outcomes.after(after.position, limit + 1, wanted)
        rows = found[:limit]
        if len(found) > limit or (rows and rows[-1].position >= last):
            return OutcomePage(rows, rows[-1], len(found) > limit)
        return OutcomePage(rows, await self.outcomes.at(last), more=False)

    async def newest(self) -> OutcomePage:
        """Nothing but the last one there is."""
        return OutcomePage((), await self.outcomes.at(await self.outcomes.last()), more=False)

    async def check(self, cursor: Cursor, field: str) -> None:
        """Raises Rejected, naming the field, for a cursor of another ledger."""
        if cursor == BEGINNING:
            return
        there = await self.outcomes.at(cursor.position)
        if there is None or there.cursor != cursor:
            raise foreign(field)
