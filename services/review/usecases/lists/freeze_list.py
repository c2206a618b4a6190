"""Freezes the numbered list of a round and an announcement."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.freezing import Freezing
from services.review.domain.lists.identity import list_id
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.refusals import StageRequired, UnknownStage
from services.review.domain.official import Official
from services.review.ports import Lists
from services.review.usecases.rules import Rules
from shared.programmes import Programme
from shared.programmes.path import Announcement


@dataclass(frozen=True)
class FreezeList:
    """One list a round and announcement; asking again gives the same one."""

    lists: Lists
    rules: Rules

    async def __call__(
        self,
        programme_id: str,
        round_id: str,
        *,
        official: Official,
        at: datetime,
        stage: str | None = None,
    ) -> tuple[NumberedList, bool]:
        """The list, and whether it is new; only a path with several needs the `stage`.

        Raises UnknownProgramme, UnknownRound, StageRequired, UnknownStage, Rejected (forbidden),
        UndecidedLeft and NothingListed.
        """
        programme = self.rules.programmes.of_round(programme_id, round_id, at)
        announcement = _announcement(programme, stage)
        official.check_acts(programme, announcement)
        id_ = list_id(programme_id, round_id, programme.way, announcement)
        known = await self.lists.get(id_)
        if known is not None:
            return known.record, False
        draft = NumberedList(
            id=id_,
            programme=programme_id,
            programme_version=programme.version,
            round=round_id,
            announcement=announcement.id,
            state="frozen",
            entries=0,
            digest="",
            frozen_by=official.account,
            frozen_at=at,
        )
        return await self.lists.freeze(Freezing(draft, programme)), True


def _announcement(programme: Programme, stage: str | None) -> Announcement:
    stages = programme.way.of_kind(Announcement)
    named = [one for one in stages if stage in (None, one.id)]
    if not named:
        raise UnknownStage(programme.key, stage or "", stages)
    if len(named) > 1:
        raise StageRequired(programme.key, stages)
    return named[0]
