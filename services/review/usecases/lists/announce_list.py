"""Announces a list, after which it never changes."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.announcing import announce
from services.review.domain.lists.numbered_list import NumberedList, drop_entries
from services.review.domain.official import Official
from services.review.ports import Lists, Wake
from services.review.usecases.case.withdraw import taken_off
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules


@dataclass(frozen=True)
class AnnounceList:
    """Makes the list final; a worker then gives every case that waited for it its outcome."""

    lists: Lists
    rules: Rules
    wake: Wake

    async def __call__(self, list_id: str, *, official: Official, at: datetime) -> NumberedList:
        """Raises NotFound, Rejected (forbidden), StaleWrite and whatever `announce` refuses."""
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        official.check_acts(programme, held.record.stage_in(programme.way))
        announce(held.record, programme, by=official.account, at=at)
        # A withdrawal heard while the list was being frozen found no entry to take off.
        gone = [taken_off(entry, at) for entry in await self.lists.withdrawn_entries(held.record)]
        left = drop_entries(held.record, len(gone))
        step = announce(left, programme, by=official.account, at=at)
        await self.lists.save_entries(held, step, gone, None, at)
        self.wake()
        return step.list
