"""What the clock does by itself when a statutory period is over."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.reasons import NOT_SUPPLEMENTED, not_supplemented_text
from services.review.domain.stages.formal_review.conclusion import accepted, not_accepted
from services.review.domain.stages.formal_review.supplement import CLOCK
from shared.calendar import Calendar, count
from shared.programmes import Programme

STATUTE = "statute"
"""Who accepts a file of which the applicant was not notified in time."""


def expire(case: Case, programme: Programme, calendar: Calendar, *, at: datetime) -> Step | None:
    """Ends what is over at `at`, or None when nothing is.

    A supplement that did not come: not accepted as of its due date. A file of which the applicant
    was not notified in time: it counts as accepted from its receipt. Nobody was told when that
    time ends, so it is counted anew: where the calendar gives more of it by now, that is noted.
    """
    over_at = case.expires_at
    if over_at is None or at < over_at:
        return None
    if case.stage == "awaiting_supplement":
        text = not_supplemented_text(programme)
        reason = NOT_SUPPLEMENTED
        return not_accepted(case, programme, reason=reason, text=text, by=CLOCK, at=over_at)
    notify_by = count(programme.clocks.notify_within, case.received_at, calendar).due_at
    if at < notify_by:
        return Step(case.model_copy(update={"due_at": notify_by, "expires_at": notify_by}))
    return accepted(case, programme, by=STATUTE, at=case.received_at)


def as_of(case: Case, programme: Programme, calendar: Calendar, at: datetime) -> Case:
    """The case as its clock has left it by then, whether that is noted already or not."""
    step = expire(case, programme, calendar, at=at)
    return case if step is None else step.case
