"""Counts public outcomes as of a cursor, for whoever proves to have them all."""

import asyncio
from dataclasses import dataclass, field

from services.notify.domain.agencies.cursor import Cursor
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.reconciliation import Reconciliation, reconcile
from services.notify.ports import Outcomes
from services.notify.usecases.agencies.read_outcomes import ReadOutcomes


@dataclass(frozen=True)
class ReconcileOutcomes:
    """One count at a time in a process, since each reads the whole ledger."""

    outcomes: Outcomes
    read: ReadOutcomes
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, as_of: Cursor | None, wanted: Filter) -> tuple[Cursor, Reconciliation]:
        """Up to the cursor and with what it stands behind; without one, of all there are.

        Raises Rejected for a cursor of another ledger.
        """
        if as_of is None:
            as_of = (await self.read.newest()).next
        else:
            await self.read.check(as_of, "as_of")
        async with self._one:
            counted = [each async for each in self.outcomes.counted(as_of.position, wanted)]
            return as_of, await asyncio.to_thread(reconcile, counted)
