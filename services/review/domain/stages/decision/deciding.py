"""Review decides on a recommended application; the decision is under embargo."""

from datetime import datetime
from typing import Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import AlreadyDecided, ReasonRequired, not_now
from services.review.domain.reasons import reason_text
from services.review.domain.stages.decision.kept import Decision
from shared.contracts.reviews import ApplicationDecided
from shared.programmes import Programme

DecisionVerdict = Literal["recognise", "not_recognise"]


def decide(
    case: Case,
    programme: Programme,
    *,
    verdict: DecisionVerdict,
    opinion: str,
    reason: str | None,
    by: str,
    at: datetime,
) -> Step | None:
    """The decided case; None when this very decision stands already.

    Raises WrongStage or CaseClosed unless the case is recommended, AlreadyDecided, ReasonRequired
    when it is not recognised without a reason, and UnknownReason.
    """
    known = case.decision
    if case.stage == "decided" and known is not None:
        if (known.verdict, known.opinion, known.reason) == (verdict, opinion, reason):
            return None
        raise AlreadyDecided(case.number, known.verdict)
    if case.stage != "recommended":
        raise not_now(case.number, case.stage, "a recommended one")
    if reason is not None:
        reason_text(programme, reason, "decision")
    elif verdict == "not_recognise":
        fitting = programme.reasons_about("decision")
        raise ReasonRequired("A decision not to recognise", fitting, "reason")
    decided = case.model_copy(
        update={
            "stage": "decided",
            "decision": Decision(
                verdict=verdict,
                opinion=opinion,
                reason=reason,
                by=by,
                rule_version=programme.key,
                at=at,
            ),
            "milestones": case.reached("decided", at),
        }
    )
    event = ApplicationDecided(
        application=case.application,
        number=case.number,
        verdict=verdict,
        opinion=opinion,
        reason=reason,
        by=by,
        rule_version=programme.key,
        at=at,
        standing=decided.standing,
    )
    return Step(decided, (event,))
