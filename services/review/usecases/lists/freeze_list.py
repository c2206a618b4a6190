"""Freezes the numbered list of a round."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports import Lists
from services.review.usecases.rules import Rules


@dataclass(frozen=True)
class FreezeList:
    """One list a round; asking again gives the same one."""

    lists: Lists
    rules: Rules

    async def __call__(
        self, programme_id: str, round_id: str, *, by: str, at: datetime
    ) -> tuple[NumberedList, bool]:
        """The list, and whether it is new.

        Raises UnknownProgramme, UnknownRound, UndecidedLeft and NothingRecognised.
        """
        known = await self.lists.of_round(programme_id, round_id)
        if known is not None:
            return known.record, False
        programme = self.rules.programmes.of_round(programme_id, round_id, at)
        draft = NumberedList(
            id=f"{programme_id}-{round_id}",
            programme=programme_id,
            programme_version=programme.version,
            round=round_id,
            stage="frozen",
            entries=0,
            digest="",
            frozen_by=by,
            frozen_at=at,
        )
        districts = [district.id for district in programme.districts]
        return await self.lists.freeze(draft, districts), True
