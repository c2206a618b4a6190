"""A list is made known, and final."""

from datetime import datetime, timedelta

from services.review.domain.lists.identity import named_in_events
from services.review.domain.lists.numbered_list import ListStep, NumberedList
from services.review.domain.lists.refusals import (
    AlreadyAnnounced,
    NotFrozen,
    NoticeNotOver,
    NotNoticed,
    ObjectionOpen,
)
from shared.contracts.lists import ListAnnounced
from shared.programmes import Programme

IN_THE_BOOKS_AFTER = timedelta(seconds=60)
"""Until then nothing is announced: an objection that arrived at the last moment is still being
read or saved, perhaps by a replica whose clock is behind."""


def announce(found: NumberedList, programme: Programme, *, by: str, at: datetime) -> ListStep:
    """Makes the list final, after its public notice where the path has one before it.

    Raises AlreadyAnnounced, NotFrozen, NotNoticed, NoticeNotOver, ObjectionOpen.
    """
    stage = found.stage_in(programme.way)
    if found.state == "announced":
        raise AlreadyAnnounced(found.id)
    if found.state == "unfrozen":
        raise NotFrozen(found.id)
    if programme.way.notice_of(stage) is not None:
        _refuse_while_noticed(found, at)
    announced = found.model_copy(
        update={"state": "announced", "announced_by": by, "announced_at": at}
    )
    event = ListAnnounced(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        recognised=found.left,
        removed=found.removed,
        digest=found.digest,
        by=by,
        at=at,
        stage=named_in_events(stage),
    )
    return ListStep(announced, (event,))


def _refuse_while_noticed(found: NumberedList, at: datetime) -> None:
    if found.closes_at is None:
        raise NotNoticed(found.id)
    if at < found.closes_at + IN_THE_BOOKS_AFTER:
        raise NoticeNotOver(found.id, found.closes_at + IN_THE_BOOKS_AFTER)
    if found.objections_open:
        raise ObjectionOpen(found.id, found.objections_open)
