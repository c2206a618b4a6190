"""Gives every case of an announced round its outcome; after a crash it goes on where it was."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.ports import Cases, Lists
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class GiveOutcomes:
    """Exactly one outcome a case, since having one is part of its state."""

    cases: Cases
    lists: Lists

    async def __call__(self, at: datetime) -> int:
        """How many rounds were finished."""
        unfinished = await self.lists.announced_unfinished()
        for held in unfinished:
            with traced(None, "give outcomes", about={"laurel.list": held.record.id}):
                while await self.one_batch(held.record):
                    pass
                done = held.record.model_copy(update={"outcomes_given": True})
                await self.lists.save(held, ListStep(done), at)
        return len(unfinished)

    async def one_batch(self, found: NumberedList) -> bool:
        """Gives the next cases their outcome; False when none was left."""
        at = found.announced_at or found.frozen_at
        cases = await self.cases.awaiting_outcome(found.programme, found.round, AT_ONCE)
        entries = await self.lists.entries_of(found.id, [h.record.application for h in cases])
        await self.cases.save_many(
            [
                (
                    held,
                    give_outcome(
                        held.record, found.id, entries.get(held.record.application), at=at
                    ),
                )
                for held in cases
            ],
            at,
        )
        return bool(cases)
