"""The enterprise withdrew its application."""

from datetime import datetime

from services.review.domain.case import Case, Step
from shared.contracts.reviews import CaseClosed, WithdrawalRefused

WITHDRAWN = "withdrawn"
ANNOUNCED = "the list was announced before the withdrawal was heard"


def withdraw(case: Case, *, reason: str, at: datetime, announced: bool) -> Step:
    """Closes the case, or refuses once the list that it is part of is announced."""
    if case.stage == "withdrawn":
        return Step(case)
    if case.stage == "announced" or (announced and case.stage in ("recommended", "decided")):
        refused = WithdrawalRefused(
            application=case.application,
            number=case.number,
            why=ANNOUNCED,
            at=at,
            standing=case.standing,
        )
        return Step(case, (refused,))
    closed = case.model_copy(
        update={"stage": "withdrawn", "withdrawn_for": reason, "due_at": None, "expires_at": None}
    )
    event = CaseClosed(
        application=case.application,
        number=case.number,
        why=WITHDRAWN,
        at=at,
        standing=closed.standing,
    )
    return Step(closed, (event,))
