"""Puts a frozen list under public notice."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.lists.notice import put_under_notice
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.official import Official
from services.review.ports import HeldList, Lists, Wake
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.lists.preview import Part, Preview
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.retrying import retry


@dataclass(frozen=True)
class OpenNotice:
    """The notice period starts now, counted as the programme says; a worker tells the cases."""

    lists: Lists
    rules: Rules
    wake: Wake

    async def preview(
        self, list_id: str, *, official: Official, at: datetime, part: Part
    ) -> Preview:
        """The frozen list, and until when its notice would run; raises NotFound and Rejected
        (forbidden).
        """
        held = await self._held(list_id, official)
        found, refusal = held.record, None
        try:
            found = self._step(held, official, at).list
        except Rejected as rejected:
            refusal = rejected
        entries, next_ = await part.of_list(self.lists, list_id)
        return Preview(
            act="notice",
            list=found,
            programme=self.rules.of(found),
            entries=entries,
            next=next_,
            refusal=refusal,
            confirmation=_confirmation(found, official),
        )

    async def __call__(
        self, list_id: str, confirmation: str | None, *, official: Official, at: datetime
    ) -> NumberedList:
        """The list; confirming the same once more changes nothing.

        Raises NotFound, Rejected (forbidden), ConfirmationRequired, ShownHasChanged, StaleWrite,
        and whatever `put_under_notice` refuses.
        """
        preview = f"/review/v1/lists/{list_id}/notice/preview"
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
        if held.record.confirmed.notice == confirmation:
            return held.record
        step = self._step(held, official, at)
        if confirmation != _confirmation(step.list, official):
            raise ShownHasChanged(preview, *step.list.in_short)
        confirmed = step.list.confirmed.model_copy(update={"notice": confirmation})
        noticed = step.list.model_copy(update={"confirmed": confirmed})
        await self.lists.save(held, ListStep(noticed, step.events), at)
        self.wake()
        return noticed

    async def _held(self, list_id: str, official: Official) -> HeldList:
        held = await known_list(self.lists, list_id)
        check_hears_objections(held.record, self.rules.of(held.record), official)
        return held

    def _step(self, held: HeldList, official: Official, at: datetime) -> ListStep:
        programme, calendar = self.rules.of(held.record), self.rules.calendar
        return put_under_notice(held.record, programme, calendar, by=official.account, at=at)


def _confirmation(found: NumberedList, official: Official) -> str:
    shown = [found.freezing, found.digest, found.entries, found.removed, found.closes_at]
    return confirmation_of("notice", found.id, official.account, shown)
