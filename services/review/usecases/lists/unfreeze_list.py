"""Takes the freezing of a list back, before the list is public."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.identity import freeze_key
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.lists.unfreezing import unfreeze
from services.review.domain.official import Official
from services.review.ports import Lists, Wake
from services.review.usecases.lists.known_list import known_list
from services.review.usecases.rules import Rules


@dataclass(frozen=True)
class UnfreezeList:
    """The cases are where they were before; asking once more changes nothing."""

    lists: Lists
    rules: Rules
    wake: Wake

    async def __call__(
        self, list_id: str, *, reason: str, official: Official, at: datetime
    ) -> NumberedList:
        """Raises NotFound, Rejected (forbidden), ListPublic, and StaleWrite when the notice or
        another unfreezing was faster.
        """
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        stage = held.record.stage_in(programme.way)
        official.check_acts(programme, stage)
        step = unfreeze(held.record, programme, reason=reason, by=official.account, at=at)
        if step is None:
            return held.record
        key = freeze_key(held.record.programme, held.record.round, programme.way, stage)
        await self.lists.unfreeze(held, step, key)
        if held.record.left_out is not None:
            self.wake()
        return step.list
