"""A list was frozen without waiting for a case, which is told so and comes on to no list then."""

from datetime import datetime

from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.case import Case, LeftOut, Step
from services.review.domain.case.passing import let_expire, place_of
from shared.contracts.reviews import LeftOutOfList, TakenInForList
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing


class CaseLeftOut(Rejected):
    """The case would go on to another stage, and so towards a list that does without it."""

    def __init__(self, number: str, left_out: LeftOut) -> None:
        super().__init__(
            f"The list {left_out.list} was frozen without application {number}: "
            f"“{left_out.reason}”. It goes on to no further stage; it may end here, for a reason, "
            "or stay as it stands. Nothing was changed.",
            code="left-out",
            zh=f"名单{left_out.list}冻结时未列入{number}，理由：{left_out.reason}。"
            "该案件不再进入后续环节，可在本环节说明理由办结，也可保持现状。未作任何更改。",
        )


def leave_out(case: Case, programme: Programme, why: LeftOut) -> Step | None:
    """The case that a list does without; None when that is noted, or the case has ended."""
    place = place_of(case, programme)
    if place is None or not place.is_open or case.left_out == why:
        return None
    event = LeftOutOfList(
        application=case.application,
        number=case.number,
        list=why.list,
        stage=why.stage,
        reason=why.reason,
        addressee=addressee_of(case, programme),
        at=why.at,
        standing=case.standing,
    )
    return Step(case.model_copy(update={"left_out": why}), (event,))


def take_in(
    case: Case, programme: Programme, freezing: tuple[str, int], at: datetime
) -> Step | None:
    """The case as it was before this freezing of a list; None when that did not leave it out."""
    left_out = case.left_out
    if left_out is None or (left_out.list, left_out.freezing) != freezing:
        return None
    event = TakenInForList(
        application=case.application,
        number=case.number,
        list=left_out.list,
        stage=left_out.stage,
        addressee=addressee_of(case, programme),
        at=at,
        standing=case.standing,
    )
    return Step(_with_its_clock(case, programme).model_copy(update={"left_out": None}), (event,))


def goes_on(before: Case, after: Case, programme: Programme) -> bool:
    """Whether the case has passed from one stage to another."""
    came, went = place_of(before, programme), place_of(after, programme)
    return came is not None and went is not None and came.stage is not went.stage


def _with_its_clock(case: Case, programme: Programme) -> Case:
    """Nobody accepts a case that is left out, so that the clock that would have was stopped."""
    place = place_of(case, programme)
    if place is None or place.state is not Reviewing.REVIEWING or case.supplement_round:
        return case
    assert isinstance(place.stage, FormalReview)
    return let_expire(case, case.due_at) if place.stage.deemed_acceptance else case
