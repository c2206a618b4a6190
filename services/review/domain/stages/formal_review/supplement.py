"""The applicant sent what was asked for."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.stages.formal_review.findings import judged
from shared.calendar import Calendar, count
from shared.contracts.applications import ApplicationSupplemented
from shared.contracts.reviews import CaseReopened
from shared.programmes import Programme

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
    if supplement.supplement_round != case.supplement_round or not case.notifications:
        return Step(case)
    due_at = case.notifications[-1].due_at
    if due_at is not None and supplement.received_at >= due_at:
        return Step(case)
    if case.stage in ("awaiting_delivery", "awaiting_supplement"):
        return Step(_returned(case, supplement, programme, calendar))
    if case.stage == "not_accepted" and case.conclusion and case.conclusion.by == CLOCK:
        back = _returned(case, supplement, programme, calendar).model_copy(
            update={
                "conclusion": None,
                "milestones": {k: v for k, v in case.milestones.items() if k != "not_accepted"},
            }
        )
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
    case: Case, supplement: ApplicationSupplemented, programme: Programme, calendar: Calendar
) -> Case:
    # A verdict was about the file that is now replaced.
    verdicts = {k: v for k, v in case.verdicts.items() if k not in supplement.items}
    report = judged(programme, supplement.answers, supplement.materials, verdicts)
    last = case.notifications[-1].model_copy(update={"returned_at": supplement.received_at})
    return case.model_copy(
        update={
            "stage": "formal_review",
            "answers": supplement.answers,
            "materials": supplement.materials,
            "verdicts": verdicts,
            "complete": report.complete,
            "notifications": (*case.notifications[:-1], last),
            "due_at": count(
                programme.clocks.notify_within, supplement.received_at, calendar
            ).due_at,
            "expires_at": None,
        }
    )
