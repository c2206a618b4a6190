"""What became of a notification on its way to the applicant."""

from datetime import datetime, time, timedelta

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import move, place_of
from shared.calendar import BEIJING, Calendar, Deadline, count
from shared.contracts.reviews import SupplementClockStarted, SupplementClockStopped
from shared.programmes import Programme
from shared.programmes.path.kinds.formal_review import Reviewing

REMINDED_AT = time(9)


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
    if not _is_awaited(case, programme):
        # The supplement was quicker than the proof: it is noted, and no clock runs.
        return Step(_noted(case, delivered_at=at, channel=channel))
    deadline = count(programme.clocks.supplement, at, calendar)
    explanation = deadline.sentence()
    noted = _noted(
        case, delivered_at=at, channel=channel, due_at=deadline.due_at, explanation=explanation
    )
    waiting = move(
        noted,
        programme,
        Reviewing.AWAITING_SUPPLEMENT,
        at=at,
        due_at=deadline.due_at,
        expires_at=None if case.notifications[-1].staged else deadline.due_at,
    )
    started = SupplementClockStarted(
        application=case.application,
        number=case.number,
        supplement_round=supplement_round,
        delivered_at=at,
        channel=channel,
        due_at=deadline.due_at,
        explanation=explanation,
        remind_at=_reminders(programme, deadline, at),
        standing=waiting.standing,
    )
    return Step(waiting, (started,))


def bounced(
    case: Case, programme: Programme, *, supplement_round: int, channel: str, at: datetime
) -> Step:
    """Notes that a channel refused the notification.

    The clock does not start; one that runs from a delivery by this channel is stopped, since a
    refusal that came later disproves it.
    """
    if supplement_round != case.supplement_round:
        return Step(case)
    place = place_of(case, programme)
    state = None if place is None else place.state
    if state is Reviewing.AWAITING_DELIVERY:
        return Step(_noted(case, bounced_at=at))
    if state is Reviewing.AWAITING_SUPPLEMENT and case.notifications[-1].channel == channel:
        return _stopped(case, programme, channel=channel, at=at)
    return Step(case)


def _stopped(case: Case, programme: Programme, *, channel: str, at: datetime) -> Step:
    undelivered = _noted(
        case, bounced_at=at, delivered_at=None, channel=None, due_at=None, explanation=None
    )
    waiting = move(undelivered, programme, Reviewing.AWAITING_DELIVERY, at=at)
    stopped = SupplementClockStopped(
        application=case.application,
        number=case.number,
        supplement_round=case.supplement_round,
        channel=channel,
        at=at,
        standing=waiting.standing,
    )
    return Step(waiting, (stopped,))


def _is_awaited(case: Case, programme: Programme) -> bool:
    place = place_of(case, programme)
    return place is not None and place.state is Reviewing.AWAITING_DELIVERY


def _reminders(programme: Programme, deadline: Deadline, at: datetime) -> tuple[datetime, ...]:
    days = {deadline.last_day - timedelta(days=n) for n in programme.clocks.remind_before}
    mornings = (datetime.combine(day, REMINDED_AT, BEIJING) for day in sorted(days))
    return tuple(morning for morning in mornings if morning > at)


def _noted(case: Case, **facts: object) -> Case:
    last = case.notifications[-1].model_copy(update=facts)
    return case.model_copy(update={"notifications": (*case.notifications[:-1], last)})
