"""What a decision refuses, and what to do about it."""

from collections.abc import Iterable

from shared.errors import FieldError, Rejected
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
