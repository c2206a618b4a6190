"""What formal review refuses, and what to do about it."""

from collections.abc import Iterable

from shared.errors import FieldError, Rejected


class AlreadyNotified(Rejected):
    """The applicant is notified of everything missing already, and only once is allowed."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"The applicant of {number} was already told everything that is missing. "
            "Wait for the supplement or for its due date.",
            code="already-notified",
        )


class NoSupplementLeft(Rejected):
    """All the programme's supplement rounds are used up."""

    def __init__(self, number: str, rounds: int) -> None:
        super().__init__(
            f"Application {number} has had its {rounds} supplement round(s). "
            "Accept it when it is complete, or do not accept it, with a reason.",
            code="no-supplement-left",
        )


class NothingMissing(Rejected):
    """There is nothing to notify of."""

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Nothing is missing from {number}. Accept it, or judge an item first.",
            code="nothing-missing",
        )


class NotComplete(Rejected):
    """Something still stands in the way of acceptance."""

    def __init__(self, number: str, items: Iterable[tuple[str, str]]) -> None:
        super().__init__(
            f"Application {number} can't be accepted: something is missing or invalid. "
            "Notify the applicant, or judge the item acceptable.",
            tuple(FieldError(item, reason) for item, reason in items),
            code="not-complete",
        )
