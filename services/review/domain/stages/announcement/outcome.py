"""What the announcement of a list makes of each case that waited for it."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import conclude, move
from services.review.domain.lists.entry import Entry
from services.review.domain.stages.announcement.events import explanation_of, outcome_event
from services.review.domain.stages.announcement.kept import NOT_LISTED, Outcome
from shared.calendar import Calendar
from shared.programmes import Programme
from shared.programmes.path import Announcement, Leaving
from shared.programmes.path.kinds.announcement import Announcing


def give_outcome(
    case: Case,
    stage: Announcement,
    programme: Programme,
    calendar: Calendar,
    list_id: str,
    entry: Entry | None,
    *,
    at: datetime,
) -> Step:
    """The case after the announcement of this stage's list.

    One whose entry is on it goes on to the stage that follows, if one does; all others end.
    """
    listed = entry is not None and entry.removed is None
    outcome = Outcome(
        stage=stage.id,
        recognised=listed,
        list=list_id,
        entry=entry.no if entry else None,
        reason=None if listed else _reason(case, entry),
        at=at,
    )
    earlier = (case.outcome,) if case.outcome else ()
    update = {"outcome": outcome, "earlier_outcomes": (*case.earlier_outcomes, *earlier)}
    case = case.model_copy(update=update)
    goes_on = listed and programme.way.after(stage, case.known) is not None
    if goes_on:
        gives = stage.milestones.passed
        after = conclude(case, programme, calendar, Leaving.PASSED, at=at, gives=gives)
    else:
        # That it has ended by this is told by the outcome alone, and by nothing internal.
        after = move(case, programme, Announcing.ANNOUNCED, at=at)
    on_list = entry if listed else None
    public = outcome_event(after, stage, outcome, on_list, final=not goes_on)
    explained = explanation_of(after, stage, programme, outcome, entry, final=not goes_on)
    return Step(after, (explained, public))


def _reason(case: Case, entry: Entry | None) -> str:
    if entry is not None and entry.removed is not None:
        return entry.removed.reason
    if case.decision is not None and case.decision.reason is not None:
        return case.decision.reason
    return NOT_LISTED
