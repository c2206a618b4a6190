"""What the clock does by itself when a period of formal review is over."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import put_off
from services.review.domain.reasons import NOT_SUPPLEMENTED, not_supplemented_text
from services.review.domain.stages.formal_review.conclusion import accepted, not_accepted
from services.review.domain.stages.formal_review.deemed import deemed_acceptance
from services.review.domain.stages.formal_review.kept import STATUTE
from services.review.domain.stages.formal_review.supplement import CLOCK
from shared.calendar import Calendar, count
from shared.programmes import Programme
from shared.programmes.path import FormalReview, State
from shared.programmes.path.kinds.formal_review import Reviewing


def expire(
    case: Case,
    stage: FormalReview,
    state: State,
    programme: Programme,
    calendar: Calendar,
    *,
    over_at: datetime,
    at: datetime,
) -> Step:
    """Ends what is over.

    A supplement that did not come: not accepted as of its due date. A file of which the applicant
    was not notified in time: it counts as accepted from its receipt. Nobody was told when that
    time ends, so it is counted anew: where the calendar gives more of it by now, that is noted.
    """
    if state is Reviewing.AWAITING_SUPPLEMENT:
        text = not_supplemented_text(programme)
        reason = NOT_SUPPLEMENTED
        return not_accepted(case, stage, programme, reason=reason, text=text, by=CLOCK, at=over_at)
    since = case.entered_at or case.received_at
    deadline = count(programme.clocks.notify_within, since, calendar)
    if at < deadline.due_at:
        return Step(put_off(case, deadline.due_at))
    deemed = deemed_acceptance(case, programme, deadline)
    return accepted(case, stage, programme, calendar, by=STATUTE, at=since, deemed=deemed)
