"""What a decision refuses, and what to do about it."""

from collections.abc import Iterable
from datetime import date

from services.review.domain.stages.decision.kept import Letter
from shared.errors import FieldError, Rejected
from shared.programmes import Programme
from shared.programmes.path import Decision


class AlreadyDecided(Rejected):
    """The case was decided otherwise before."""

    def __init__(self, number: str, verdict: str) -> None:
        super().__init__(
            f"Application {number} was already decided ({verdict.replace('_', ' ')}). "
            "Nothing was changed.",
            code="already-decided",
        )


class UnknownVerdict(Rejected):
    """The stage in which the case waits has other words for its verdicts."""

    def __init__(self, verdict: str, stage: Decision) -> None:
        words = f"{stage.verdicts.passed.id}, {stage.verdicts.failed.id}"
        super().__init__(
            f"{verdict} is no verdict of {stage.name.en} ({stage.name.zh}). Nothing was changed.",
            (FieldError("verdict", f"must be one of: {words}"),),
            code="unknown-verdict",
        )


class MeantStageRequired(Rejected):
    """Several stages of the path have this verdict, so that the one meant must be named."""

    def __init__(self, verdict: str, stages: Iterable[Decision]) -> None:
        ids = ", ".join(stage.id for stage in stages)
        super().__init__(
            f"The verdict {verdict} can be given in several stages: {ids}. Name the one that you "
            "decide in. Nothing was changed.",
            (FieldError("stage", f"is missing; must be one of: {ids}"),),
            code="stage-required",
        )


class DecidedOtherwise(Rejected):
    """In this stage a committee votes, or several offices answer by letters."""

    def __init__(self, stage: Decision) -> None:
        where = f"In {stage.name.en} ({stage.name.zh})"
        if stage.committee is not None:
            super().__init__(
                f"{where} a committee votes. Put the case on the agenda of a meeting, record the "
                "votes there and close the meeting: `/review/v1/rounds/{programme}/{round}/"
                "meetings`. Nothing was changed.",
                code="decided-by-meeting",
            )
        else:
            super().__init__(
                f"{where} several offices decide together: {', '.join(stage.joint)}. Each sends a "
                "letter of its own, to `/review/v1/letters`. Nothing was changed.",
                code="decided-by-letters",
            )


class NoJointDecision(Rejected):
    """The office has no part in any joint decision of the programme."""

    def __init__(self, office: str, programme: Programme) -> None:
        super().__init__(
            f"{office} is none of the offices of a joint decision in {programme.key}. Nothing was "
            "changed.",
            code="no-joint-decision",
        )


class LetterDiffers(Rejected):
    """The office has sent another letter about this case, which stands."""

    def __init__(self, number: str, known: Letter) -> None:
        super().__init__(
            f"{known.office} has answered about application {number} by another letter: "
            f"{known.number} of {known.date}. Nothing was changed.",
            code="letter-differs",
        )


class LetterOfTheFuture(Rejected):
    """The letter bears a date that has not come yet."""

    def __init__(self, number: str, dated: date) -> None:
        super().__init__(
            f"The letter {number} is of {dated}, a day that has not come yet. Nothing was changed.",
            (FieldError("date", "must be today's in Beijing, or an earlier one"),),
            code="invalid-request",
        )
