"""An office takes back a one-time notification of which nothing has come yet."""

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import move
from services.review.domain.stages.formal_review.kept import TakenBack
from shared.calendar import Calendar, count
from shared.contracts.reviews import NotificationTakenBack
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing


class SupplementBegun(Rejected):
    """The enterprise has handed something in, which must not be for nothing."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The applicant of {number} has begun to hand in what was asked for. Wait until it is "
            "sent, or for its due date, and judge it then. Nothing was changed.",
            code="supplement-begun",
            zh=f"{number}的申报单位已开始上传补正材料，补正通知不能撤回。"
            "请待其提交或期限届满后再行审查。未作任何更改。",
        )


def take_back_notification(
    case: Case,
    stage: FormalReview,
    programme: Programme,
    calendar: Calendar,
    said: TakenBack,
) -> Step:
    """The case in formal review as before; no time runs, and nothing is asked for.

    Whoever reviews has `notify_within` from now. Raises SupplementBegun.
    """
    last = case.notifications[-1]
    if last.staged:
        raise SupplementBegun(case.number)
    taken = last.model_copy(update={"taken_back": said})
    without = case.model_copy(update={"notifications": (*case.notifications[:-1], taken)})
    back = move(
        without,
        programme,
        Reviewing.REVIEWING,
        at=said.at,
        takes=None if without.supplements_asked else stage.milestones.asked,
        due_at=count(programme.clocks.notify_within, said.at, calendar).due_at,
    )
    event = NotificationTakenBack(
        application=case.application,
        number=case.number,
        stage=stage.id,
        supplement_round=last.round,
        reason=said.reason,
        by=said.by,
        addressee=addressee_of(back, programme),
        at=said.at,
        standing=back.standing,
    )
    return Step(back, (event,))
