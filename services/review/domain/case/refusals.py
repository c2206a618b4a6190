"""What review refuses, and what to do about it."""

from collections.abc import Iterable

from shared.errors import FieldError, Rejected

NEXT = {
    "formal_review": "the association concludes its formal review",
    "awaiting_delivery": "the notification has to reach the applicant",
    "awaiting_supplement": "the applicant sends its supplement",
    "accepted": "the recommender puts it on a summary sheet",
    "recommended": "the reviewers decide",
    "decided": "the officers publish and announce the list",
}
"""What comes next, and from whom, in every stage that is not the last."""


class CaseClosed(Rejected):
    """Nothing more happens to this case."""

    def __init__(self, number: str, stage: str) -> None:
        super().__init__(
            f"Application {number} is {_in_words(stage)}, and its case is closed. "
            "Nothing was changed.",
            code="case-closed",
        )


class WrongStage(Rejected):
    """The case is open, but in another stage than this is done in."""

    def __init__(self, number: str, stage: str, needed: str) -> None:
        super().__init__(
            f"Application {number} is {_in_words(stage)}; this needs {needed}. "
            f"Next, {NEXT[stage]}. Nothing was changed.",
            code="wrong-stage",
        )


def not_now(number: str, stage: str, needed: str) -> Rejected:
    """Why this can't be done in this stage."""
    if stage in NEXT:
        return WrongStage(number, stage, needed)
    return CaseClosed(number, stage)


def _in_words(stage: str) -> str:
    return "in formal review" if stage == "formal_review" else stage.replace("_", " ")


class AlreadyNotified(Rejected):
    """Everything missing was told already, and only once is allowed."""

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


class ReasonRequired(Rejected):
    """This needs a reason of the programme's catalogue, in these fields."""

    def __init__(self, what: str, fitting: Iterable[str], *fields: str) -> None:
        expected = f"is missing; must be one of: {', '.join(fitting)}"
        super().__init__(
            f"{what} needs a reason of the catalogue. Nothing was changed.",
            tuple(FieldError(field, expected) for field in fields),
            code="reason-required",
        )


class AlreadyDecided(Rejected):
    """The case was decided otherwise before."""

    def __init__(self, number: str, verdict: str) -> None:
        super().__init__(
            f"Application {number} was already decided ({verdict.replace('_', ' ')}). "
            "Nothing was changed.",
            code="already-decided",
        )
