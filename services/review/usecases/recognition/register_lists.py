"""Registers or renews what announced lists recognise, batch by batch; resumes after a crash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.recognition.registering import register_entry
from services.review.domain.recognition.renewing import renew
from services.review.ports import Cases, Cohorts, Lists, Recognitions
from services.review.usecases.rules import Rules
from shared.errors import StaleWrite
from shared.retrying import retry
from shared.trace import traced

AT_ONCE = 500


@dataclass(frozen=True)
class RegisterLists:
    """Exactly one recognition an entry, since the entry names the one that it can make.

    Where the path has a cohort, an entry renews the recognition that was called, once: that keeps
    by which list.
    """

    lists: Lists
    cases: Cases
    cohorts: Cohorts
    recognitions: Recognitions
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many lists were finished."""
        unfinished = await self.lists.announced_unregistered()
        for held in unfinished:
            found = held.record
            way = self.rules.of(found).way
            if found.stage_in(way) is way.final:
                with traced(None, "register list", about={"laurel.list": found.id}):
                    await self._register(found)
            await self.lists.note_registered(found.id)
        return len(unfinished)

    async def _register(self, found: NumberedList) -> None:
        after: int | None = 0
        while after is not None:
            entries = await self.lists.page(found.id, after, AT_ONCE, None)
            listed = [one for one in entries if one.removed is None]
            if self.rules.of(found).way.cohort is None:
                await self._one_batch(found, listed)
            else:
                await retry(partial(self._renew, found, listed))
            after = entries[-1].no if len(entries) == AT_ONCE else None

    async def _one_batch(self, found: NumberedList, entries: Sequence[Entry]) -> None:
        at = found.announced_at or found.frozen_at
        cases = await self.cases.get_many([entry.application for entry in entries])
        steps = []
        for entry in entries:
            case = cases[entry.application].record
            steps.append(register_entry(found, entry, case, self.rules.of(case), at=at))
        await self.recognitions.register(steps, at)

    async def _renew(self, found: NumberedList, entries: Sequence[Entry]) -> None:
        at = found.announced_at or found.frozen_at
        members = await self.cohorts.members([entry.application for entry in entries])
        called = [member.recognition for member in members.values()]
        register = await self.recognitions.get_many(called)
        steps = []
        for entry in entries:
            held = register[members[entry.application].recognition]
            step = renew(held.record, found, entry, self.rules.of(found), at=at)
            if step.events:
                steps.append((held, step))
        if await self.recognitions.save_many(steps, at):
            raise StaleWrite("recognition")
