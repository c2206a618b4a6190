"""The applicant has staged something for the supplement, or nothing any more."""

from services.review.domain.case import Case
from services.review.domain.case.passing import let_expire, place_of
from shared.contracts.applications import SupplementStaged
from shared.programmes import Programme
from shared.programmes.path.kinds.formal_review import Reviewing


def staged(case: Case, event: SupplementStaged, programme: Programme) -> Case:
    """The case that the clock spares while anything is staged: intake takes it when it is due.

    What is heard of a case that has moved on changes nothing.
    """
    place = place_of(case, programme)
    if place is None or event.supplement_round != case.supplement_round or not case.notifications:
        return case
    if place.state not in (Reviewing.AWAITING_DELIVERY, Reviewing.AWAITING_SUPPLEMENT):
        return case
    last = case.notifications[-1].model_copy(update={"staged": event.anything})
    noted = case.model_copy(update={"notifications": (*case.notifications[:-1], last)})
    return let_expire(noted, None if event.anything else last.due_at)
