"""Enters earlier recognitions from a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.confirming import (
    ConfirmationRequired,
    ShownHasChanged,
    confirmation_of,
)
from services.review.domain.official import Official
from services.review.domain.recognition.entered import EnteredRow
from services.review.domain.recognition.entering import Entering, enter, last_day_of
from services.review.ports import Recognitions
from services.review.usecases.rules import Rules
from shared.programmes import Programme
from shared.retrying import retry


@dataclass(frozen=True, slots=True)
class EnteringPreview:
    """What a sheet would bring, and what confirms that it was seen."""

    entering: Entering
    confirmation: str


@dataclass(frozen=True)
class EnterEarlier:
    """By whoever announces what is recognised; the same sheet once more changes nothing."""

    recognitions: Recognitions
    rules: Rules

    async def preview(
        self, programme: str, rows: Sequence[EnteredRow], *, official: Official, at: datetime
    ) -> EnteringPreview:
        """What the sheet would bring.

        Raises UnknownProgramme, Rejected (forbidden) and RowsRefused.
        """
        known = self._programme(programme, official, at)
        entering = await self._entering(known, rows, official, at)
        return EnteringPreview(entering, _confirmation(known, rows, official))

    async def __call__(
        self,
        programme: str,
        rows: Sequence[EnteredRow],
        confirmation: str | None,
        *,
        official: Official,
        at: datetime,
    ) -> Entering:
        """What the sheet has brought.

        Raises UnknownProgramme, Rejected (forbidden), RowsRefused, ConfirmationRequired,
        ShownHasChanged, and StaleWrite while others enter the same.
        """

        async def once() -> Entering:
            known = self._programme(programme, official, at)
            entering = await self._entering(known, rows, official, at)
            preview = f"/review/v1/register/{programme}/sheet/preview"
            if confirmation is None:
                raise ConfirmationRequired(preview, "POST")
            if confirmation != _confirmation(known, rows, official):
                new, there = len(entering.new), entering.unchanged
                now, now_zh = f"{new} new, {there} there", f"新增 {new} 条，已有 {there} 条"
                raise ShownHasChanged(preview, now, now_zh, "POST")
            await self.recognitions.enter(entering.new, at)
            return entering

        return await retry(once)

    def _programme(self, programme_id: str, official: Official, at: datetime) -> Programme:
        programme = self.rules.programmes.newest(programme_id, at)
        official.check_acts(programme, programme.way.final)
        return programme

    async def _entering(
        self, programme: Programme, rows: Sequence[EnteredRow], official: Official, at: datetime
    ) -> Entering:
        numbers = [row.number for row in rows]
        known = await self.recognitions.by_numbers(programme.id, numbers)
        return enter(rows, known, programme, by=official.account, at=at)


def _confirmation(programme: Programme, rows: Sequence[EnteredRow], official: Official) -> str:
    shown = [
        row.model_copy(update={"until": last_day_of(row, programme)}).model_dump(mode="json")
        for row in rows
    ]
    return confirmation_of("entering", programme.id, official.account, shown)
