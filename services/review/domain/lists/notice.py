"""A frozen list is put under public notice, and the cases on it hear of that."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.lists.entry import Entry
from services.review.domain.lists.identity import named_in_events
from services.review.domain.lists.numbered_list import ListStep, NoticeDay, NumberedList
from services.review.domain.lists.refusals import (
    AlreadyAnnounced,
    NoNotice,
    NotFrozen,
    NoticeRunning,
)
from shared.calendar import Calendar, count
from shared.contracts.lists import ListNoticed
from shared.contracts.reviews import CaseListed
from shared.programmes import Programme
from shared.values import Bilingual


def put_under_notice(
    found: NumberedList, programme: Programme, calendar: Calendar, *, by: str, at: datetime
) -> ListStep:
    """Opens the public notice from now.

    Raises NoNotice, NotFrozen, NoticeRunning and AlreadyAnnounced.
    """
    stage = found.stage_in(programme.way)
    if programme.way.notice_of(stage) is None:
        raise NoNotice(found.id)
    if found.state == "unfrozen":
        raise NotFrozen(found.id)
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


def spread_notice(
    case: Case, entry: Entry, found: NumberedList, programme: Programme
) -> Step | None:
    """Tells a case that it is on the list under notice; None when it knows, or is so no more."""
    if found.id in case.noticed_on or entry.removed is not None:
        return None
    # Only a list that went under notice has these.
    assert found.opens_at is not None
    assert found.closes_at is not None
    assert found.explanation is not None
    stage = found.stage_in(programme.way)
    known = case.model_copy(update={"noticed_on": (*case.noticed_on, found.id)})
    event = CaseListed(
        application=case.application,
        number=case.number,
        list=found.id,
        stage=stage.id,
        stage_name=Bilingual(zh=stage.name.zh, en=stage.name.en),
        entry=entry.no,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        explanation=found.explanation,
        rule_version=programme.key,
        addressee=addressee_of(known, programme),
        at=found.opens_at,
        standing=known.standing,
    )
    return Step(known, (event,))
