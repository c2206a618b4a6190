"""What the clock does by itself when a statutory period is over."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.conclusion import accepted, not_accepted
from services.review.domain.reasons import NOT_SUPPLEMENTED, not_supplemented_text
from services.review.domain.supplement import CLOCK
from shared.programmes import Programme

STATUTE = "statute"
"""Who accepts a file that nobody looked at in time."""


def expire(case: Case, programme: Programme, *, at: datetime) -> Step | None:
    """Ends what is over at `at`, or None when nothing is.

    A supplement that did not come: not accepted. A file of which nothing was notified in time,
    and on which nobody has said a word: it counts as accepted.
    """
    if case.expires_at is None or at < case.expires_at:
        return None
    if case.stage == "awaiting_supplement":
        text = not_supplemented_text(programme)
        return not_accepted(case, programme, reason=NOT_SUPPLEMENTED, text=text, by=CLOCK, at=at)
    return accepted(case, programme, by=STATUTE, at=at)
