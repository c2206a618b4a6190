"""A frozen list is put under public notice."""

from datetime import datetime

from services.review.domain.lists.identity import named_in_events
from services.review.domain.lists.numbered_list import ListStep, NoticeDay, NumberedList
from services.review.domain.lists.refusals import AlreadyAnnounced, NoNotice, NoticeRunning
from shared.calendar import Calendar, count
from shared.contracts.lists import ListNoticed
from shared.programmes import Programme


def put_under_notice(
    found: NumberedList, programme: Programme, calendar: Calendar, *, by: str, at: datetime
) -> ListStep:
    """Opens the public notice from now; raises NoNotice, NoticeRunning, AlreadyAnnounced."""
    stage = found.stage_in(programme.way)
    if programme.way.notice_of(stage) is None:
        raise NoNotice(found.id)
    if found.state == "noticed":
        raise NoticeRunning(found.id)
    if found.state == "announced":
        raise AlreadyAnnounced(found.id)
    deadline = count(programme.clocks.public_notice, at, calendar)
    noticed = found.model_copy(
        update={
            "state": "noticed",
            "opens_at": at,
            "closes_at": deadline.due_at,
            "explanation": deadline.sentence(),
            "days": tuple(
                NoticeDay(date=s.date, counted=s.counted, why=s.why) for s in deadline.steps
            ),
            "noticed_by": by,
        }
    )
    event = ListNoticed(
        list=found.id,
        programme=found.programme,
        programme_version=found.programme_version,
        round=found.round,
        entries=found.entries,
        digest=found.digest,
        opens_at=at,
        closes_at=deadline.due_at,
        explanation=deadline.sentence(),
        by=by,
        at=at,
        stage=named_in_events(stage),
    )
    return ListStep(noticed, (event,))
