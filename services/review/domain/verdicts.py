"""Officers judge items of the checklist; their word overrules the machine's."""

from collections.abc import Mapping

from services.review.domain.case import Case, Judgement
from services.review.domain.findings import judged
from services.review.domain.refusals import ReasonRequired, not_now
from shared.programmes import Programme


def judge(case: Case, verdicts: Mapping[str, Judgement], programme: Programme) -> Case:
    """The case with these verdicts added.

    Raises WrongStage or CaseClosed outside formal review, UnknownItem, UnknownReason, and
    ReasonRequired for an item that is invalid without a reason.
    """
    if case.stage != "formal_review":
        raise not_now(case.number, case.stage, "a case in formal review")
    for item, judgement in verdicts.items():
        if judgement.verdict == "invalid" and judgement.reason is None:
            raise ReasonRequired(f"A verdict of invalid on {item}")
        if judgement.verdict == "accept" and judgement.reason is not None:
            programme.reason(judgement.reason)
    together = {**case.verdicts, **verdicts}
    report = judged(programme, case.answers, case.materials, together)
    return case.model_copy(update={"verdicts": together, "complete": report.complete})


def has_verdicts(case: Case, verdicts: Mapping[str, Judgement]) -> bool:
    """Whether these very verdicts are recorded, by whomever."""
    return all(
        (known := case.verdicts.get(item)) is not None
        and (known.verdict, known.reason) == (given.verdict, given.reason)
        for item, given in verdicts.items()
    )
