"""Puts a frozen list under public notice."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.lists.notice import put_under_notice
from services.review.domain.lists.numbered_list import NumberedList
from services.review.domain.official import Official
from services.review.ports import Lists
from services.review.usecases.lists.known_list import check_hears_objections, known_list
from services.review.usecases.rules import Rules


@dataclass(frozen=True)
class OpenNotice:
    """The notice period starts now and is counted as the programme says."""

    lists: Lists
    rules: Rules

    async def __call__(self, list_id: str, *, official: Official, at: datetime) -> NumberedList:
        """Raises NotFound, Rejected (forbidden), NoNotice, NoticeRunning, AlreadyAnnounced and
        StaleWrite.
        """
        held = await known_list(self.lists, list_id)
        programme = self.rules.of(held.record)
        check_hears_objections(held.record, programme, official)
        step = put_under_notice(
            held.record, programme, self.rules.calendar, by=official.account, at=at
        )
        await self.lists.save(held, step, at)
        return step.list
