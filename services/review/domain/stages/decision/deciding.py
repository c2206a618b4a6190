"""Reviewers decide on a case, in the verdict words of the stage in which it waits."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import conclude, has_just_left, move, place_of
from services.review.domain.case.refusals import not_now
from services.review.domain.phrases import in_words
from services.review.domain.reasons import ReasonRequired, reason_text
from services.review.domain.stages.decision.events import decision_event
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.decision.refusals import (
    AlreadyDecided,
    MeantStageRequired,
    UnknownVerdict,
)
from shared.calendar import Calendar
from shared.programmes import Place, Programme
from shared.programmes.path import Decision as DecisionStage
from shared.programmes.path import Leaving
from shared.programmes.path.kinds.decision import Deciding


def decide(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    *,
    verdict: str,
    opinion: str,
    reason: str | None,
    by: str,
    at: datetime,
    meant: str | None = None,
) -> Step | None:
    """The decided case; None when this very decision stands already.

    `meant` names the stage that is decided in, so that nothing is decided in another one; a
    verdict that several stages have needs it. Raises WrongStage or CaseClosed unless the case
    waits for this decision, AlreadyDecided, MeantStageRequired, UnknownVerdict, ReasonRequired
    when it does not pass without a reason, and UnknownReason.
    """
    stages = [one for one in programme.way.of_kind(DecisionStage) if meant in (None, one.id)]
    fitting = [one for one in stages if verdict in _words(one)]
    if len(fitting) > 1:
        raise MeantStageRequired(verdict, fitting)
    stage = waits_for(case, programme)
    if stage is None or not any(one.id == stage.id for one in fitting or stages):
        order = (verdict, opinion, reason)
        _refuse_unless_repeated(case, programme, fitting or stages, order)
        return None
    if not fitting:
        raise UnknownVerdict(verdict, stage)
    passed = verdict == stage.verdicts.passed.id
    if reason is not None:
        reason_text(programme, reason, "decision")
    elif not passed:
        what = f"A decision not to {in_words(stage.verdicts.passed.name)}"
        raise ReasonRequired(what, programme.reasons_about("decision"), "reason")
    made = Decision(
        stage=stage.id,
        verdict=verdict,
        opinion=opinion,
        reason=reason,
        by=by,
        rule_version=programme.key,
        at=at,
    )
    return decided(case, stage, programme, calendar, made)


def waits_for(case: Case, programme: Programme) -> DecisionStage | None:
    """The decision that the case waits for."""
    place = place_of(case, programme)
    if place is None or place.state is not Deciding.WAITING:
        return None
    assert isinstance(place.stage, DecisionStage)
    return place.stage


def decided(
    case: Case, stage: DecisionStage, programme: Programme, calendar: Calendar, made: Decision
) -> Step:
    """The case after a decision, whoever made it: it goes on, or ends by one that is not sealed."""
    earlier = (case.decision,) if case.decision else ()
    update = {"decision": made, "earlier_decisions": (*case.earlier_decisions, *earlier)}
    case = case.model_copy(update=update)
    passed, gives, at = made.has_passed(programme.way), stage.milestones, made.at
    if stage.sealed:
        how = Leaving.PASSED if passed else Leaving.FAILED
        after = conclude(case, programme, calendar, how, at=at, gives=gives.decided)
    elif passed:
        after = conclude(case, programme, calendar, Leaving.PASSED, at=at, gives=gives.passed)
    else:
        after = move(case, programme, Deciding.FAILED, at=at, gives=gives.failed)
    return Step(after, (decision_event(after, stage, programme, made),))


def _refuse_unless_repeated(
    case: Case,
    programme: Programme,
    stages: list[DecisionStage],
    order: tuple[str, str, str | None],
) -> None:
    known = case.decision
    if known is not None and _is_latest(case, programme, known.stage_in(programme.way), stages):
        if (known.verdict, known.opinion, known.reason) == order:
            return
        raise AlreadyDecided(case.number, known.verdict)
    raise not_now(case, programme, *(Place(stage, stage.first) for stage in stages))


def _is_latest(
    case: Case, programme: Programme, stage: DecisionStage, meant: list[DecisionStage]
) -> bool:
    """Whether nothing has happened since this decision, which is one of those meant."""
    place = place_of(case, programme)
    ended = place is not None and place.stage is stage and place.state is Deciding.FAILED
    is_meant = any(one.id == stage.id for one in meant)
    return is_meant and (ended or has_just_left(case, programme, stage))


def _words(stage: DecisionStage) -> tuple[str, str]:
    return stage.verdicts.passed.id, stage.verdicts.failed.id
