"""Reads public outcomes behind a cursor, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.notify.domain.agencies.cursor import BEGINNING, Cursor, foreign
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.ports import Outcomes


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """Some outcomes, the cursor behind all that was looked at, and whether there are more."""

    rows: Sequence[PublicOutcome]
    next: Cursor
    more: bool


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
            return OutcomePage(rows, rows[-1].cursor, len(found) > limit)
        return OutcomePage(rows, await self._cursor(last, after), more=False)

    async def check(self, cursor: Cursor, field: str) -> None:
        """Raises Rejected, naming the field, for a cursor of another ledger."""
        if cursor == BEGINNING:
            return
        there = await self.outcomes.at(cursor.position)
        if there is None or there.cursor != cursor:
            raise foreign(field)

    async def _cursor(self, position: int, after: Cursor) -> Cursor:
        there = await self.outcomes.at(position)
        return after if there is None else there.cursor
