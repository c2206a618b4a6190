"""Hears that the enterprise withdrew its application."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Step
from services.review.domain.case.withdrawal import withdraw
from services.review.domain.lists.entry import Entry, Removal
from services.review.domain.lists.identity import list_waited_for
from services.review.domain.lists.numbered_list import ListStep, drop_entries
from services.review.ports import Cases, HeldCase, HeldList, Lists, Sheets
from services.review.usecases.case.hearing import unheard
from services.review.usecases.rules import Rules
from shared.contracts.applications import ApplicationWithdrawn
from shared.heard import Position
from shared.programmes import Programme
from shared.programmes.path import WITHDRAWN


@dataclass(frozen=True)
class Withdraw:
    """Closes the case and takes its entry off a list that is not announced yet."""

    cases: Cases
    lists: Lists
    sheets: Sheets
    rules: Rules

    async def __call__(
        self, withdrawn: ApplicationWithdrawn, position: Position, at: datetime
    ) -> None:
        """Raises Unavailable when there is no case yet, StaleWrite when case or list moved on."""
        held = await unheard(self.cases, withdrawn.application, position)
        if held is None:
            return
        case, programme = held.record, self.rules.of(held.record)
        waited_for = list_waited_for(case, programme)
        found = None if waited_for is None else await self.lists.get(waited_for)
        announced = found is not None and found.record.state == "announced"
        step = withdraw(case, programme, reason=withdrawn.reason, at=at, announced=announced)
        step = Step(step.case.hearing(position), step.events)
        is_withdrawn = step.case.withdrawn_for is not None
        if is_withdrawn and _frees_slot(held, programme, at):
            # Before the save: a crash in between must not lose the slot, and twice is once.
            await self.sheets.release(case.application)
        if found is None or announced or not is_withdrawn:
            await self.cases.save(held, step, at)
        else:
            await self._save_with_list(found, held, step, at)

    async def _save_with_list(
        self, found: HeldList, held: HeldCase, step: Step, at: datetime
    ) -> None:
        application = held.record.application
        entry = (await self.lists.entries_of(found.record.id, [application])).get(application)
        if entry is None or entry.removed is not None:
            await self.cases.save(held, step, at)
            return
        removed = taken_off(entry, at)
        left = ListStep(drop_entries(found.record, 1))
        await self.lists.save_entries(found, left, [removed], (held, step), at)


def _frees_slot(held: HeldCase, programme: Programme, at: datetime) -> bool:
    case = held.record
    if case.recommendation is None:
        return False
    return not programme.round(case.round).recommending_is_over(at)


def taken_off(entry: Entry, at: datetime) -> Entry:
    """The entry of an application that was withdrawn."""
    removal = Removal(why="withdrawn", reason=WITHDRAWN.id, at=at)
    return entry.model_copy(update={"removed": removal})
