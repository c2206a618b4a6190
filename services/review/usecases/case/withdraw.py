"""Hears that the enterprise withdrew its application."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case, Step
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
from shared.programmes.path import WITHDRAWN, Recommendation


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
        if is_withdrawn:
            # Before the save: a crash in between must not lose a slot, and twice is once.
            for tier in _frees_slots(case, programme, at):
                await self.sheets.release(case.application, tier)
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


def _frees_slots(case: Case, programme: Programme, at: datetime) -> Iterator[int]:
    """The tiers that have recommended the case and may still recommend another one instead."""
    tiers = [stage.id for stage in programme.way.of_kind(Recommendation)]
    for given in (*case.earlier_recommendations, case.recommendation):
        if given is not None:
            stage = given.stage or tiers[0]
            if not programme.round(case.round).recommending_is_over(at, stage):
                yield tiers.index(stage) + 1


def taken_off(entry: Entry, at: datetime) -> Entry:
    """The entry of an application that was withdrawn."""
    removal = Removal(why="withdrawn", reason=WITHDRAWN.id, at=at)
    return entry.model_copy(update={"removed": removal})
