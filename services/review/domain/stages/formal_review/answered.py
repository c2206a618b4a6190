"""A notification that the supplement of an earlier round has answered."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import place_of
from services.review.domain.stages.formal_review.kept import TakenBack
from shared.contracts.reviews import NotificationTakenBack
from shared.programmes import Programme

SUPPLEMENT = "supplement"
"""To what a verdict, or a notification, gives way that did not know what had come."""


def ask_no_more(case: Case, answered_by: int, programme: Programme, *, at: datetime) -> Step:
    """The case whose last notification asks for nothing any more, and does not use a round.

    `answered_by` is the round whose supplement has everything.
    """
    place, last = place_of(case, programme), case.notifications[-1]
    assert place is not None
    reason = f"第 {answered_by} 次补正通知的补正材料系按时到达，材料齐全。"
    taken = last.model_copy(update={"taken_back": TakenBack(reason=reason, by=SUPPLEMENT, at=at)})
    now = case.model_copy(update={"notifications": (*case.notifications[:-1], taken)})
    event = NotificationTakenBack(
        application=case.application,
        number=case.number,
        stage=place.stage.id,
        supplement_round=last.round,
        reason=reason,
        by=SUPPLEMENT,
        answered_by=answered_by,
        addressee=addressee_of(now, programme),
        at=at,
        standing=now.standing,
    )
    return Step(now, (event,))
