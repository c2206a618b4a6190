"""Announces a list, after which it never changes."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.recognition_list import RecognitionList, announce, drop_entries
from services.review.ports import Lists, Wake
from services.review.usecases.known_list import known_list
from services.review.usecases.withdraw import taken_off


@dataclass(frozen=True)
class AnnounceList:
    """Makes the list final; a worker then gives every case of the round its outcome."""

    lists: Lists
    wake: Wake

    async def __call__(self, list_id: str, *, by: str, at: datetime) -> RecognitionList:
        """Raises NotFound, StaleWrite and whatever `announce` refuses."""
        held = await known_list(self.lists, list_id)
        announce(held.record, by=by, at=at)
        # A withdrawal heard while the list was being frozen found no entry to take off.
        gone = [taken_off(entry, at) for entry in await self.lists.withdrawn_entries(held.record)]
        step = announce(drop_entries(held.record, len(gone)), by=by, at=at)
        await self.lists.save_entries(held, step, gone, None, at)
        self.wake()
        return step.list
