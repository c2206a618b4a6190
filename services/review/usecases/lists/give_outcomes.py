"""Gives every case that waited for an announced list its outcome; resumes after a crash."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.stages.announcement.outcome import give_outcome
from services.review.ports import Cases, HeldCase, Lists
from services.review.usecases.rules import Rules
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class GiveOutcomes:
    """Exactly one outcome a case and list, since having one is part of the case's state."""

    cases: Cases
    lists: Lists
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many lists were finished."""
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
        stage = found.stage_in(self.rules.of(found).way)
        waiting = stage.word(stage.first).id
        cases = await self.cases.standing_at(found.programme, found.round, waiting, AT_ONCE)
        entries = await self.lists.entries_of(found.id, [h.record.application for h in cases])
        await self.cases.save_many(
            [
                (held, self._with_outcome(held, found, entries.get(held.record.application), at))
                for held in cases
            ],
            at,
        )
        return bool(cases)

    def _with_outcome(
        self, held: HeldCase, found: NumberedList, entry: Entry | None, at: datetime
    ) -> Step:
        programme = self.rules.of(held.record)
        stage = found.stage_in(programme.way)
        calendar = self.rules.calendar
        return give_outcome(held.record, stage, programme, calendar, found.id, entry, at=at)
