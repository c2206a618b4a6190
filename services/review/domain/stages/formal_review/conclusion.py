"""Formal review ends: accepted, or not accepted for a reason."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import NotComplete, not_now
from services.review.domain.reasons import reason_text
from services.review.domain.stages.formal_review.findings import report_of
from services.review.domain.stages.formal_review.kept import Conclusion
from services.review.domain.stages.formal_review.non_acceptance import letter_details
from shared.contracts.reviews import ApplicationAccepted, ApplicationNotAccepted
from shared.programmes import Programme
from shared.values import Bilingual


def accept(case: Case, programme: Programme, *, by: str, at: datetime) -> Step:
    """Accepts a complete case; raises WrongStage, CaseClosed or NotComplete."""
    if case.stage != "formal_review":
        raise not_now(case.number, case.stage, "a case in formal review")
    if not case.complete:
        report = report_of(case, programme)
        raise NotComplete(
            case.number, ((f.requirement, f.reason or "not_provided") for f in report.missing)
        )
    return accepted(case, programme, by=by, at=at)


def accepted(case: Case, programme: Programme, *, by: str, at: datetime) -> Step:
    """The accepted case, complete or (by statute) not."""
    concluded = _concluded(case, programme, "accepted", None, by, at)
    event = ApplicationAccepted(
        application=case.application,
        number=case.number,
        by=by,
        rule_version=programme.key,
        at=at,
        standing=concluded.standing,
    )
    return Step(concluded, (event,))


def not_accept(case: Case, programme: Programme, *, reason: str, by: str, at: datetime) -> Step:
    """Ends the case without acceptance.

    Possible in formal review, and for a notification that can't be delivered. Raises WrongStage
    or CaseClosed otherwise, and UnknownReason for a reason that is not about a case.
    """
    if case.stage != "formal_review" and not case.delivery_failed:
        raise not_now(case.number, case.stage, "a case in formal review")
    text = reason_text(programme, reason, "case")
    return not_accepted(case, programme, reason=reason, text=text, by=by, at=at)


def not_accepted(
    case: Case, programme: Programme, *, reason: str, text: Bilingual, by: str, at: datetime
) -> Step:
    """The case that was not accepted, by an officer or by the clock."""
    concluded = _concluded(case, programme, "not_accepted", reason, by, at)
    event = ApplicationNotAccepted(
        application=case.application,
        number=case.number,
        reason=reason,
        reason_text=Bilingual(zh=text.zh, en=text.en),
        by=by,
        rule_version=programme.key,
        **letter_details(case, programme, by=by, at=at),
        at=at,
        standing=concluded.standing,
    )
    return Step(concluded, (event,))


def _concluded(
    case: Case, programme: Programme, stage: str, reason: str | None, by: str, at: datetime
) -> Case:
    conclusion = Conclusion(
        accepted=stage == "accepted", reason=reason, by=by, rule_version=programme.key, at=at
    )
    return case.model_copy(
        update={
            "stage": stage,
            "conclusion": conclusion,
            "due_at": None,
            "expires_at": None,
            "milestones": case.reached(stage, at),
        }
    )
