"""What the announcement of a list makes of each case of the round."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.lists.entry import Entry
from services.review.domain.stages.announcement.kept import Outcome
from shared.contracts.base import Standing
from shared.contracts.outcomes import NotRecognised, Recognised

NOT_LISTED = "not_listed"


def give_outcome(case: Case, list_id: str, entry: Entry | None, *, at: datetime) -> Step:
    """Recognised when its entry is on the announced list, not recognised otherwise."""
    recognised = entry is not None and entry.removed is None
    reason = None if recognised else _reason(case, entry)
    announced = case.model_copy(
        update={
            "stage": "announced",
            "outcome": Outcome(
                recognised=recognised,
                list=list_id,
                entry=entry.no if entry else None,
                reason=reason,
                at=at,
            ),
        }
    )
    if entry is not None and recognised:
        return Step(announced, (_recognised(case, list_id, entry, at),))
    event = NotRecognised(
        application=case.application,
        number=case.number,
        reason=reason or NOT_LISTED,
        at=at,
        standing=_public(case, "not_recognised", at),
    )
    return Step(announced, (event,))


def _recognised(case: Case, list_id: str, entry: Entry, at: datetime) -> Recognised:
    return Recognised(
        application=case.application,
        number=case.number,
        uscc=case.uscc,
        enterprise=entry.enterprise,
        product=entry.product,
        list=list_id,
        entry=entry.no,
        at=at,
        standing=_public(case, "recognised", at),
    )


def _reason(case: Case, entry: Entry | None) -> str:
    if entry is not None and entry.removed is not None:
        return entry.removed.reason
    if case.decision is not None and case.decision.reason is not None:
        return case.decision.reason
    return NOT_LISTED


def _public(case: Case, milestone: str, at: datetime) -> Standing:
    # Outcomes are public: what happened on the way there stays inside.
    return case.standing.model_copy(update={"milestones": {milestone: at}})
