"""Corrects an announced list: another act is published, which names what it replaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.confirming import ConfirmationRequired, ShownHasChanged
from services.review.domain.lists.correcting import (
    Corrected,
    CorrectionOrder,
    confirmed,
    correct,
)
from services.review.domain.lists.numbered_list import ListCorrection, NumberedList
from services.review.domain.official import Official
from services.review.ports import Cases, HeldList, Lists, Wake
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """The list as the correction would leave it; the correction carries its confirmation."""

    list: NumberedList
    correction: ListCorrection


@dataclass(frozen=True)
class CorrectList:
    """By whoever announces the list; a worker then tells cases and register."""

    lists: Lists
    cases: Cases
    rules: Rules
    wake: Wake

    async def preview(
        self, list_id: str, order: CorrectionOrder, *, official: Official, at: datetime
    ) -> ShownCorrection:
        """What would be published now.

        Raises NotFound, Rejected (forbidden) and whatever `correct` refuses.
        """
        held = await self._held(list_id, official)
        done = await self._corrected(held, order, official, at)
        return ShownCorrection(done.step.list, done.correction)

    async def __call__(
        self,
        list_id: str,
        order: CorrectionOrder,
        confirmation: str | None,
        *,
        official: Official,
        at: datetime,
    ) -> ShownCorrection:
        """The list and its correction; confirming the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), ConfirmationRequired, ShownHasChanged, StaleWrite
        and whatever `correct` refuses.
        """
        preview = f"/review/v1/lists/{list_id}/corrections/preview"

        async def once() -> ShownCorrection:
            held = await self._held(list_id, official)
            if confirmation is None:
                raise ConfirmationRequired(preview, "POST")
            before = confirmed(held.record, confirmation)
            if before is not None:
                return ShownCorrection(held.record, before)
            done = await self._corrected(held, order, official, at)
            made = done.correction
            if confirmation != made.confirmation:
                now = f"{made.before} entries before it, {made.listed} after it"
                zh = f"更正前{made.before}条，更正后{made.listed}条"
                raise ShownHasChanged(preview, now, zh, "POST")
            await self.lists.save_correction(held, done.step, done.entries, at)
            self.wake()
            return ShownCorrection(done.step.list, made)

        return await retry(once)

    async def _held(self, list_id: str, official: Official) -> HeldList:
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        official.check_acts(programme, held.record.stage_in(programme.way))
        return held

    async def _corrected(
        self, held: HeldList, order: CorrectionOrder, official: Official, at: datetime
    ) -> Corrected:
        applications: Sequence[str] = [one.application for one in order.wanted]
        entries = await self.lists.entries_of(held.record.id, applications)
        cases = await self.cases.get_many(applications)
        return correct(
            held.record,
            entries,
            {application: one.record for application, one in cases.items()},
            order,
            self.rules.of(held.record),
            by=official.account,
            at=at,
        )
