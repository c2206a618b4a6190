"""The applicant sent what was asked for."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import move, place_of
from services.review.domain.stages.formal_review.findings import judged
from shared.calendar import Calendar, count
from shared.contracts.applications import ApplicationSupplemented
from shared.contracts.reviews import CaseReopened
from shared.programmes import Milestone, Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

CLOCK = "clock"
"""Who ended a case whose supplement did not come in time."""


def supplemented(
    case: Case,
    supplement: ApplicationSupplemented,
    programme: Programme,
    calendar: Calendar,
    *,
    at: datetime,
) -> Step:
    """The case back in formal review with the supplement.

    Whether it is in time is decided by its arrival, whenever it is heard of: a late one changes
    nothing, and one in time reopens a case that has expired meanwhile.
    """
    place = place_of(case, programme)
    if supplement.supplement_round != case.supplement_round or not case.notifications:
        return Step(case)
    due_at = case.notifications[-1].due_at
    if due_at is not None and supplement.received_at >= due_at:
        return Step(case)
    if place is None or not isinstance(place.stage, FormalReview):
        return Step(case)
    if place.state in (Reviewing.AWAITING_DELIVERY, Reviewing.AWAITING_SUPPLEMENT):
        return Step(_returned(case, supplement, programme, calendar))
    if place.state is Reviewing.NOT_ACCEPTED and case.conclusion and case.conclusion.by == CLOCK:
        ended = case.model_copy(update={"conclusion": None})
        takes = place.stage.milestones.failed
        back = _returned(ended, supplement, programme, calendar, takes=takes)
        reopened = CaseReopened(
            application=case.application,
            number=case.number,
            received_at=supplement.received_at,
            at=at,
            standing=back.standing,
        )
        return Step(back, (reopened,))
    return Step(case)


def _returned(
    case: Case,
    supplement: ApplicationSupplemented,
    programme: Programme,
    calendar: Calendar,
    takes: Milestone | None = None,
) -> Case:
    # A verdict was about the file that is now replaced.
    verdicts = {k: v for k, v in case.verdicts.items() if k not in supplement.items}
    report = judged(programme, supplement.answers, supplement.materials, verdicts)
    back = {"returned_at": supplement.received_at, "staged": False}
    last = case.notifications[-1].model_copy(update=back)
    received = case.model_copy(
        update={
            "answers": supplement.answers,
            "materials": supplement.materials,
            "subject": supplement.standing.subject,
            "facts": supplement.standing.facts,
            "verdicts": verdicts,
            "complete": report.complete,
            "notifications": (*case.notifications[:-1], last),
        }
    )
    review_by = count(programme.clocks.notify_within, supplement.received_at, calendar).due_at
    return move(
        received,
        programme,
        Reviewing.REVIEWING,
        at=supplement.received_at,
        takes=takes,
        due_at=review_by,
    )
