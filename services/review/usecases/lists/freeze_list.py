"""Freezes the list of a round and an announcement."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.confirming import ConfirmationRequired
from services.review.domain.lists.freezing import FreezeOrder, Freezing
from services.review.domain.lists.identity import list_id
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.refusals import ListFrozen, StageRequired, UnknownStage
from services.review.domain.lists.unfreezing import drawn_up_anew
from services.review.domain.official import Official
from services.review.ports import HeldList, Lists, Wake
from services.review.usecases.lists.preview import Part, Preview
from services.review.usecases.rules import Rules
from shared.errors import StaleWrite
from shared.programmes import Programme
from shared.programmes.path import Announcement


@dataclass(frozen=True, slots=True)
class WhichList:
    """The list of a round; only a path with several announcements needs the `stage`."""

    programme: str
    round: str
    stage: str | None = None


@dataclass(frozen=True)
class FreezeList:
    """One list a round and announcement; confirming the same once more gives the same one."""

    lists: Lists
    rules: Rules
    wake: Wake

    async def preview(
        self, which: WhichList, *, official: Official, at: datetime, part: Part
    ) -> Preview:
        """What would be frozen, what is still open, and the confirmation of both.

        Raises UnknownProgramme, UnknownRound, StageRequired, UnknownStage, Rejected (forbidden)
        and ListFrozen.
        """
        freezing, known = await self._freezing(which, official, at)
        if known is not None and known.record.state != "unfrozen":
            raise ListFrozen(known.record.id)
        shown = await self.lists.show(freezing)
        entries, next_ = part.of(shown.entries)
        return Preview(
            act="freeze",
            list=shown.list,
            programme=freezing.programme,
            entries=entries,
            next=next_,
            refusal=shown.refusal,
            confirmation=shown.confirmation,
            open=shown.open,
        )

    async def __call__(
        self, which: WhichList, order: FreezeOrder, *, official: Official, at: datetime
    ) -> tuple[NumberedList, bool]:
        """The list, and whether it is newly frozen.

        Raises what `preview` raises, StaleWrite, and whatever `Freezing.freeze` refuses.
        """
        freezing, known = await self._freezing(which, official, at)
        if order.confirmation is None:
            raise ConfirmationRequired(freezing.preview)
        if known is not None and known.record.state != "unfrozen":
            if known.record.confirmed.freeze != order.confirmation:
                raise ListFrozen(known.record.id)
            return known.record, False
        try:
            found = await self.lists.freeze(freezing, order, known)
        except (ListFrozen, StaleWrite):
            # The same order, sent twice at once, was faster.
            known = await self.lists.get(freezing.draft.id)
            if known is None or known.record.confirmed.freeze != order.confirmation:
                raise
            return known.record, False
        if found.left_out is not None:
            self.wake()
        return found, True

    async def _freezing(
        self, which: WhichList, official: Official, at: datetime
    ) -> tuple[Freezing, HeldList | None]:
        programme = self.rules.programmes.of_round(which.programme, which.round, at)
        announcement = _announcement(programme, which.stage)
        official.check_acts(programme, announcement)
        id_ = list_id(which.programme, which.round, programme.way, announcement)
        known = await self.lists.get(id_)
        draft = NumberedList(
            id=id_,
            programme=which.programme,
            programme_version=programme.version,
            round=which.round,
            announcement=announcement.id,
            state="frozen",
            entries=0,
            digest="",
            frozen_by=official.account,
            frozen_at=at,
        )
        if known is not None and known.record.state == "unfrozen":
            draft = drawn_up_anew(known.record, draft)
        return Freezing(draft, programme), known


def _announcement(programme: Programme, stage: str | None) -> Announcement:
    stages = programme.way.of_kind(Announcement)
    named = [one for one in stages if stage in (None, one.id)]
    if not named:
        raise UnknownStage(programme.key, stage or "", stages)
    if len(named) > 1:
        raise StageRequired(programme.key, stages)
    return named[0]
