"""What the clock does by itself while something is built: it reminds of figures that are due."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import let_expire, put_off
from services.review.domain.stages.construction.events import of_construction
from services.review.domain.stages.construction.kept import Built
from services.review.domain.stages.construction.yearly import due_of, missing, year_due
from shared.calendar import Calendar
from shared.contracts.construction import ReportDue
from shared.programmes import Programme
from shared.programmes.path import Construction, State
from shared.values import Bilingual


def expire(
    case: Case,
    stage: Construction,
    state: State,
    programme: Programme,
    calendar: Calendar,
    *,
    over_at: datetime,
    at: datetime,
) -> Step:
    """Reminds of what is missing, or tells that it is overdue and turns to the next year.

    Of several reminders whose time has passed only the last thing is told.
    """
    due = due_of(stage, year_due(case), calendar)
    passed = [one for one in (*due.remind_at, due.due_at) if one <= at]
    if not passed:
        return Step(let_expire(put_off(case, due.due_at), due.next_after(over_at)))
    last_at = passed[-1]
    overdue = last_at == due.due_at
    lacking = missing(stage, case.built, due.year)
    if overdue:
        built = (case.built or Built()).model_copy(update={"asked": due.year})
        case = case.model_copy(update={"built": built})
        following = due_of(stage, year_due(case), calendar)
    else:
        following = due
    after = put_off(case, following.due_at)
    after = let_expire(after, following.next_after(last_at))
    if not lacking:
        return Step(after)
    event = ReportDue(
        **of_construction(after, stage, programme),
        year=due.year,
        due_at=due.due_at,
        explanation=due.explanation,
        missing=tuple(Bilingual(zh=one.name.zh, en=one.name.en) for one in lacking),
        overdue=overdue,
        addressee=addressee_of(after, programme),
        at=last_at,
        standing=after.standing,
    )
    return Step(after, (event,))
