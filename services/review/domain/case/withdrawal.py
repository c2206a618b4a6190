"""The enterprise withdrew its application."""

from datetime import datetime

from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.case import Case, Step
from services.review.domain.case.passing import end_withdrawn, may_be_withdrawn, place_of
from shared.contracts.reviews import CaseClosed, WithdrawalRefused
from shared.programmes import Programme
from shared.programmes.path import WITHDRAWN

ANNOUNCED = "the list was announced before the withdrawal was heard"


def withdraw(
    case: Case, programme: Programme, *, reason: str, at: datetime, announced: bool
) -> Step:
    """Closes the case, or refuses once its outcome is public.

    `announced` says that the list which the case waits for is announced already.
    """
    if place_of(case, programme) is None:
        return Step(case)
    if announced or not may_be_withdrawn(case, programme):
        refused = WithdrawalRefused(
            application=case.application,
            number=case.number,
            why=ANNOUNCED,
            addressee=addressee_of(case, programme),
            at=at,
            standing=case.standing,
        )
        return Step(case, (refused,))
    closed = end_withdrawn(case, programme, reason=reason)
    event = CaseClosed(
        application=case.application,
        number=case.number,
        why=WITHDRAWN.id,
        addressee=addressee_of(closed, programme),
        at=at,
        standing=closed.standing,
    )
    return Step(closed, (event,))
