"""Formal review ends: accepted, or not accepted for a reason."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import conclude, move
from services.review.domain.case.refusals import expect
from services.review.domain.reasons import Outcome, reason_text
from services.review.domain.stages.formal_review.findings import report_of
from services.review.domain.stages.formal_review.kept import Conclusion
from services.review.domain.stages.formal_review.non_acceptance import letter_details
from services.review.domain.stages.formal_review.refusals import NotComplete
from services.review.domain.twins.refusals import refuse_on_hold
from shared.calendar import Calendar
from shared.contracts.reviews import (
    ApplicationAccepted,
    ApplicationNotAccepted,
    DeemedAcceptance,
)
from shared.programmes import Programme
from shared.programmes.choosing import Choice, what_suffices
from shared.programmes.path import FormalReview, Leaving
from shared.programmes.path.kinds.formal_review import Reviewing
from shared.programmes.reasons import REFUSAL_NAMES, REFUSAL_OUTCOMES
from shared.values import Bilingual


def accept(case: Case, programme: Programme, calendar: Calendar, *, by: str, at: datetime) -> Step:
    """Accepts a complete case; raises WrongStage, CaseClosed, CaseOnHold or NotComplete."""
    stage = expect(case, programme, FormalReview, Reviewing.REVIEWING)
    refuse_on_hold(case)
    if not case.complete:
        report = report_of(case, programme)
        suffices = what_suffices(Choice(d.alternatives, d.choose, d.ways) for d in report.demands)
        raise NotComplete(
            case.number,
            (
                (
                    f.requirement,
                    f.reason_text or programme.reason("not_provided").name,
                    suffices.get(f.requirement),
                )
                for f in report.missing
            ),
        )
    return accepted(case, stage, programme, calendar, by=by, at=at)


def accepted(
    case: Case,
    stage: FormalReview,
    programme: Programme,
    calendar: Calendar,
    *,
    by: str,
    at: datetime,
    deemed: DeemedAcceptance | None = None,
) -> Step:
    """The accepted case, complete or (by statute, which `deemed` tells) not."""
    concluded = conclude(
        _with_conclusion(case, programme, reason=None, by=by, at=at),
        programme,
        calendar,
        Leaving.PASSED,
        at=at,
        gives=stage.milestones.passed,
        gives_too=stage.milestones.deemed if deemed and not case.complete else None,
    )
    event = ApplicationAccepted(
        application=case.application,
        number=case.number,
        by=by,
        rule_version=programme.key,
        deemed=deemed,
        addressee=addressee_of(concluded, programme),
        at=at,
        standing=concluded.standing,
    )
    return Step(concluded, (event,))


def not_accept(case: Case, programme: Programme, *, reason: str, by: str, at: datetime) -> Step:
    """Ends the case without acceptance.

    Possible in formal review, and for a notification that can't be delivered. Raises WrongStage
    or CaseClosed otherwise, and UnknownReason for a reason that is not about a case, or about one
    that stands otherwise: nobody missed a supplement that was never asked for.
    """
    undeliverable = (Reviewing.AWAITING_DELIVERY,) if case.delivery_failed else ()
    stage = expect(case, programme, FormalReview, Reviewing.REVIEWING, *undeliverable)
    text = reason_text(programme, reason, "case", outcome=standing_of(case, at=at))
    return not_accepted(case, stage, programme, reason=reason, text=text, by=by, at=at)


def standing_of(case: Case, *, at: datetime) -> Outcome:
    """How the case stands, if it is not accepted now: a reason has to be of one that does so."""
    word = _standing(case, at)
    return Outcome(word, REFUSAL_OUTCOMES, REFUSAL_NAMES[word])


def _standing(case: Case, at: datetime) -> str:
    asked = case.notifications
    last = asked[-1] if asked else None
    overdue = last is not None and last.due_at is not None and last.due_at <= at
    if overdue and last is not None and last.returned_at is None:
        return "unanswered"
    if not any(each.returned_at for each in asked):
        return "not_accepted"
    return "completed" if case.complete else "answered"


def not_accepted(
    case: Case,
    stage: FormalReview,
    programme: Programme,
    *,
    reason: str,
    text: Bilingual,
    by: str,
    at: datetime,
) -> Step:
    """The case that was not accepted, by an officer or by the clock."""
    ended = move(
        _with_conclusion(case, programme, reason=reason, by=by, at=at),
        programme,
        Reviewing.NOT_ACCEPTED,
        at=at,
        gives=stage.milestones.failed,
    )
    event = ApplicationNotAccepted(
        application=case.application,
        number=case.number,
        reason=reason,
        reason_text=Bilingual(zh=text.zh, en=text.en),
        by=by,
        rule_version=programme.key,
        **letter_details(case, stage, programme, by=by, at=at),
        at=at,
        standing=ended.standing,
    )
    return Step(ended, (event,))


def _with_conclusion(
    case: Case, programme: Programme, *, reason: str | None, by: str, at: datetime
) -> Case:
    conclusion = Conclusion(
        accepted=reason is None, reason=reason, by=by, rule_version=programme.key, at=at
    )
    return case.model_copy(update={"conclusion": conclusion})
