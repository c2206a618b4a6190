"""Officers judge items of the checklist; their word overrules the machine's."""

from collections.abc import Mapping

from services.review.domain.case import Case
from services.review.domain.case.refusals import expect
from services.review.domain.reasons import ReasonRequired
from services.review.domain.stages.formal_review.findings import judged
from services.review.domain.stages.formal_review.kept import Judgement
from shared.programmes import Programme, UnknownItem, UnknownReason
from shared.programmes.path import FormalReview
from shared.programmes.path.kinds.formal_review import Reviewing

_UNCHANGED = "Nothing was changed."


def judge(case: Case, verdicts: Mapping[str, Judgement], programme: Programme) -> Case:
    """The case with these verdicts added, which stand in the order in which they were sent.

    Raises WrongStage or CaseClosed outside formal review, UnknownItem, UnknownReason, and
    ReasonRequired for an item that is invalid without a reason.
    """
    expect(case, programme, FormalReview, Reviewing.REVIEWING)
    _refuse_unfounded(verdicts, programme)
    together = {**case.verdicts, **verdicts}
    report = judged(programme, case.answers, case.materials, together)
    return case.model_copy(update={"verdicts": together, "complete": report.complete})


def _refuse_unfounded(verdicts: Mapping[str, Judgement], programme: Programme) -> None:
    sent = [(f"verdicts.{n}", item, given) for n, (item, given) in enumerate(verdicts.items())]
    items = [item.id for item in programme.items]
    strange = {f"{at}.requirement": item for at, item, _ in sent if item not in items}
    if strange:
        asked = ", ".join(strange.values())
        raise UnknownItem(f"{programme.key} asks for no {asked}. {_UNCHANGED}", items, *strange)
    reasons = programme.reasons_about("materials")
    bare = [at for at, _, given in sent if given.verdict == "invalid" and given.reason is None]
    if bare:
        raise ReasonRequired("A verdict of invalid", reasons, *(f"{at}.reason" for at in bare))
    given = {f"{at}.reason": given.reason for at, _, given in sent if given.reason is not None}
    odd = {field: reason for field, reason in given.items() if reason not in reasons}
    if odd:
        named = ", ".join(dict.fromkeys(odd.values()))
        raise UnknownReason(
            f"No reason about a material of {programme.key}: {named}. {_UNCHANGED}", reasons, *odd
        )


def has_verdicts(case: Case, verdicts: Mapping[str, Judgement]) -> bool:
    """Whether these very verdicts are recorded, by whomever."""
    return all(
        (known := case.verdicts.get(item)) is not None
        and (known.verdict, known.reason) == (given.verdict, given.reason)
        for item, given in verdicts.items()
    )
