"""Announces a list, after which it never changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.announcing import announce
from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import ListStep, NumberedList, drop_entries
from services.review.domain.official import Official
from services.review.ports import HeldList, Lists, Objections, Wake
from services.review.usecases.case.withdraw import taken_off
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.lists.preview import Part, Preview
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.retrying import retry


@dataclass(frozen=True)
class AnnounceList:
    """Makes the list final; a worker then gives every case that waited for it its outcome."""

    lists: Lists
    objections: Objections
    rules: Rules
    wake: Wake

    async def preview(
        self, list_id: str, *, official: Official, at: datetime, part: Part
    ) -> Preview:
        """The list as it would be announced, and how many objections would become reports.

        Raises NotFound and Rejected (forbidden).
        """
        held = await self._held(list_id, official)
        found, refusal = held.record, None
        try:
            found = (await self._step(held, official, at))[0].list
        except Rejected as rejected:
            refusal = rejected
        entries, next_ = await part.of_list(self.lists, list_id)
        unverified = await self.objections.to_verify(list_id, at)
        return Preview(
            act="announcement",
            list=found,
            programme=self.rules.of(found),
            entries=entries,
            next=next_,
            refusal=refusal,
            confirmation=_confirmation(found, unverified, official),
            unverified=unverified,
        )

    async def __call__(
        self, list_id: str, confirmation: str | None, *, official: Official, at: datetime
    ) -> NumberedList:
        """The list; confirming the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), ConfirmationRequired, ShownHasChanged, StaleWrite
        and whatever `announce` refuses.
        """
        preview = f"/review/v1/lists/{list_id}/announcement/preview"
        if confirmation is None:
            await self._held(list_id, official)
            raise ConfirmationRequired(preview)

        async def once() -> NumberedList:
            return await self._once(list_id, confirmation, preview, official=official, at=at)

        return await retry(once)

    async def _once(
        self, list_id: str, confirmation: str, preview: str, *, official: Official, at: datetime
    ) -> NumberedList:
        held = await self._held(list_id, official)
        if held.record.confirmed.announcement == confirmation:
            return held.record
        step, gone = await self._step(held, official, at)
        unverified = await self.objections.to_verify(list_id, at)
        if confirmation != _confirmation(step.list, unverified, official):
            raise ShownHasChanged(preview, *_in_short(step.list, unverified))
        confirmed = step.list.confirmed.model_copy(update={"announcement": confirmation})
        announced = step.list.model_copy(update={"confirmed": confirmed})
        await self.lists.save_entries(held, ListStep(announced, step.events), gone, None, at)
        self.wake()
        return announced

    async def _held(self, list_id: str, official: Official) -> HeldList:
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        official.check_acts(programme, held.record.stage_in(programme.way))
        return held

    async def _step(
        self, held: HeldList, official: Official, at: datetime
    ) -> tuple[ListStep, Sequence[Entry]]:
        programme = self.rules.of(held.record)
        announce(held.record, programme, by=official.account, at=at)
        # A withdrawal heard while the list was being frozen found no entry to take off.
        gone = [taken_off(entry, at) for entry in await self.lists.withdrawn_entries(held.record)]
        left = drop_entries(held.record, len(gone))
        return announce(left, programme, by=official.account, at=at), gone


def _in_short(found: NumberedList, unverified: int) -> tuple[str, str]:
    en, zh = found.in_short
    if not unverified:
        return en, zh
    what = "1 objection" if unverified == 1 else f"{unverified} objections"
    return f"{en}, {what} to be verified", f"{zh}，待核实异议{unverified}项"


def _confirmation(found: NumberedList, unverified: int, official: Official) -> str:
    # Once the notice is over no more come: nobody outside can keep changing what was shown.
    shown = [found.freezing, found.digest, found.entries, found.removed, found.objections]
    shown += [unverified]
    return confirmation_of("announcement", found.id, official.account, shown)
