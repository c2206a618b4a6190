"""Reviewers decide on a case, in the verdict words of the stage in which it waits."""

from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import conclude, has_just_left, move, place_of
from services.review.domain.case.refusals import not_now
from services.review.domain.phrases import in_words
from services.review.domain.reasons import Outcome, ReasonRequired, reason_text
from services.review.domain.stages.decision.events import decision_event
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.decision.meant import Meant, stages_meant
from services.review.domain.stages.decision.refusals import AlreadyDecided, DecidedOtherwise
from services.review.domain.twins.refusals import refuse_on_hold
from shared.calendar import Calendar
from shared.programmes import Place, Programme
from shared.programmes.path import Decision as DecisionStage
from shared.programmes.path import Leaving
from shared.programmes.path.kinds.decision import Deciding
from shared.values import Bilingual


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
    waits for this decision, CaseOnHold where it would pass, AlreadyDecided, MeantStageRequired,
    UnknownVerdict, ReasonRequired when it does not pass without a reason, UnknownReason, and
    DecidedOtherwise where a committee or several offices decide.
    """
    among = stages_meant(programme.way.of_kind(DecisionStage), verdict, meant)
    stage = waits_for(case, programme)
    is_here = stage is not None and stage.id in among.ids
    _refuse_unless_plain(among, stage if is_here else None)
    if stage is None or not is_here:
        _refuse_unless_repeated(case, programme, among, (verdict, opinion, reason))
        return None
    among.refuse_other_words(stage)
    check_reason(stage, programme, verdict, reason)
    if verdict == stage.verdicts.passed.id:
        refuse_on_hold(case)
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


def check_reason(
    stage: DecisionStage, programme: Programme, verdict: str, reason: str | None
) -> None:
    """Raises ReasonRequired when it does not pass without a reason, and UnknownReason."""
    outcome = Outcome(verdict, stage.verdicts.ids, stage.verdicts.name_of(verdict))
    if reason is not None:
        reason_text(programme, reason, "decision", outcome=outcome)
    elif verdict != stage.verdicts.passed.id:
        passed = in_words(stage.verdicts.passed.name)
        what = Bilingual(zh=f"作出“{outcome.name.zh}”的决定，", en=f"A decision not to {passed}")
        raise ReasonRequired(what, {"reason": outcome.reasons(programme, "decision")})


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


def _refuse_unless_plain(among: Meant, here: DecisionStage | None) -> None:
    """Raises DecidedOtherwise when none of the stages that may be meant is decided in by this."""
    if here is not None and not here.is_plain:
        raise DecidedOtherwise(here)
    if among.stages and not any(stage.is_plain for stage in among.stages):
        raise DecidedOtherwise(among.stages[0])


def _refuse_unless_repeated(
    case: Case, programme: Programme, among: Meant, order: tuple[str, str, str | None]
) -> None:
    known = case.decision
    if known is not None and _is_latest(case, programme, known.stage_in(programme.way), among):
        if (known.verdict, known.opinion, known.reason) == order:
            return
        raise AlreadyDecided(
            case.number, known.stage_in(programme.way).verdicts.name_of(known.verdict)
        )
    raise not_now(case, programme, *(Place(stage, stage.first) for stage in among.stages))


def _is_latest(case: Case, programme: Programme, stage: DecisionStage, among: Meant) -> bool:
    """Whether nothing has happened since this decision, which is one of those meant."""
    place = place_of(case, programme)
    ended = place is not None and place.stage is stage and place.state is Deciding.FAILED
    return stage.id in among.ids and (ended or has_just_left(case, programme, stage))
