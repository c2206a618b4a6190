"""Announces a list, after which it never changes."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.numbered_list import NumberedList, announce, drop_entries
from services.review.ports import Lists, Wake
from services.review.usecases.case.withdraw import taken_off
from services.review.usecases.lists.known_list import known_list


@dataclass(frozen=True)
class AnnounceList:
    """Makes the list final; a worker then gives every case of the round its outcome."""

    lists: Lists
    wake: Wake

    async def __call__(self, list_id: str, *, by: str, at: datetime) -> NumberedList:
        """Raises NotFound, StaleWrite and whatever `announce` refuses."""
        held = await known_list(self.lists, list_id)
        announce(held.record, by=by, at=at)
        # A withdrawal heard while the list was being frozen found no entry to take off.
        gone = [taken_off(entry, at) for entry in await self.lists.withdrawn_entries(held.record)]
        step = announce(drop_entries(held.record, len(gone)), by=by, at=at)
        await self.lists.save_entries(held, step, gone, None, at)
        self.wake()
        return step.list
