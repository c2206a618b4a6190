"""Tells every case that it is on a list under public notice; resumes after a crash."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.notice import spread_notice
from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports import Cases, Lists
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class SpreadNotice:
    """Each case hears of it once, since having heard is part of its state."""

    cases: Cases
    lists: Lists
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many lists were finished."""
        noticed = await self.lists.noticed_unspread()
        for held in noticed:
            with traced(None, "spread notice", about={"laurel.list": held.record.id}):
                after: int | None = 0
                while after is not None:
                    after = await self.one_batch(held.record, after, at)
                await self.lists.note_spread(held.record.id)
        return len(noticed)

    async def one_batch(self, found: NumberedList, after: int, at: datetime) -> int | None:
        """Tells the next entries of it; the number to go on after, None when none was left."""
        entries = await self.lists.page(found.id, after, AT_ONCE, None)
        if not entries:
            return None
        by_application = {entry.application: entry for entry in entries}
        stale = set(by_application)
        while stale:
            held = await self.cases.get_many(sorted(stale))
            steps = [
                (one, step)
                for application, one in held.items()
                if (
                    step := spread_notice(
                        one.record, by_application[application], found, self.rules.of(one.record)
                    )
                )
            ]
            stale = await self.cases.save_many(steps, at)
        return entries[-1].no
