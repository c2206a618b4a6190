"""What became of a notification on its way to the applicant."""

from datetime import datetime

from services.review.domain.case import Case, Step
from shared.calendar import Calendar, count
from shared.contracts.reviews import SupplementClockStarted
from shared.programmes import Programme


def delivered(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    *,
    supplement_round: int,
    channel: str,
    at: datetime,
) -> Step:
    """Starts the supplement clock at the first proven delivery; any later proof changes nothing."""
    if supplement_round != case.supplement_round or case.notifications[-1].delivered_at is not None:
        return Step(case)
    if case.stage != "awaiting_delivery":
        # The supplement was quicker than the proof: it is noted, and no clock runs.
        return Step(_noted(case, delivered_at=at, channel=channel))
    deadline = count(programme.clocks.supplement, at, calendar)
    explanation = deadline.sentence()
    waiting = _noted(
        case, delivered_at=at, channel=channel, due_at=deadline.due_at, explanation=explanation
    ).model_copy(
        update={
            "stage": "awaiting_supplement",
            "due_at": deadline.due_at,
            "expires_at": deadline.due_at,
        }
    )
    started = SupplementClockStarted(
        application=case.application,
        number=case.number,
        supplement_round=supplement_round,
        delivered_at=at,
        channel=channel,
        due_at=deadline.due_at,
        explanation=explanation,
        standing=waiting.standing,
    )
    return Step(waiting, (started,))


def bounced(case: Case, *, supplement_round: int, at: datetime) -> Case:
    """Notes that a channel refused the notification; the clock does not start."""
    if supplement_round != case.supplement_round or case.stage != "awaiting_delivery":
        return case
    return _noted(case, bounced_at=at)


def _noted(case: Case, **facts: object) -> Case:
    last = case.notifications[-1].model_copy(update=facts)
    return case.model_copy(update={"notifications": (*case.notifications[:-1], last)})
