"""The one-time notification of everything that is missing."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import move, place_of
from services.review.domain.case.refusals import expect
from services.review.domain.stages.formal_review.findings import (
    missing_demands,
    missing_items,
    report_of,
)
from services.review.domain.stages.formal_review.kept import Notification
from services.review.domain.stages.formal_review.refusals import (
    AlreadyNotified,
    NoSupplementLeft,
    NothingMissing,
)
from shared.calendar import Calendar, count
from shared.contracts.reviews import MaterialsMissing, SupplementTerms
from shared.identity import kind_for_events
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.values import Bilingual


def notify(case: Case, programme: Programme, calendar: Calendar, *, by: str, at: datetime) -> Step:
    """Tells the applicant everything that is missing; the clock waits for proof of delivery.

    Raises AlreadyNotified, WrongStage, CaseClosed, NothingMissing and NoSupplementLeft.
    """
    if is_notified(case, programme):
        raise AlreadyNotified(case.number)
    stage = expect(case, programme, FormalReview, Reviewing.REVIEWING)
    report = report_of(case, programme)
    if report.complete:
        raise NothingMissing(case.number)
    if case.supplements_asked >= programme.clocks.supplement_rounds:
        raise NoSupplementLeft(case.number, programme.clocks.supplement_rounds)
    items = missing_items(report, case, programme)
    notification = Notification(
        round=case.supplement_round + 1,
        items=tuple(item.requirement for item in items),
        by=by,
        at=at,
    )
    notified = move(
        case.model_copy(update={"notifications": (*case.notifications, notification)}),
        programme,
        Reviewing.AWAITING_DELIVERY,
        at=at,
        gives=stage.milestones.asked,
    )
    missing = MaterialsMissing(
        application=case.application,
        number=case.number,
        uscc=case.uscc,
        code_kind=kind_for_events(case.uscc),
        enterprise=case.enterprise,
        product=case.product,
        programme_name=Bilingual(zh=programme.name.zh, en=programme.name.en),
        supplement_round=notification.round,
        items=items,
        demands=missing_demands(report),
        terms=_terms(programme, calendar, at),
        by=by,
        at=at,
        standing=notified.standing,
    )
    return Step(notified, (missing,))


def is_notified(case: Case, programme: Programme) -> bool:
    """Whether its applicant is notified, and the supplement is not there yet."""
    place = place_of(case, programme)
    return place is not None and place.state in (
        Reviewing.AWAITING_DELIVERY,
        Reviewing.AWAITING_SUPPLEMENT,
    )


def _terms(programme: Programme, calendar: Calendar, at: datetime) -> SupplementTerms:
    policy = programme.clocks.supplement
    deadline = count(policy, at, calendar)
    return SupplementTerms(
        days=policy.days,
        kind=policy.kind,
        start=policy.start,
        if_delivered_today=deadline.due_at,
        explanation=deadline.sentence(),
    )
