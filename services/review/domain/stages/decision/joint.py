"""Several offices decide together: each agrees or declines by a letter of its own."""

from collections.abc import Sequence
from datetime import date, datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import not_now
from services.review.domain.stages.decision.deciding import check_reason, decided, waits_for
from services.review.domain.stages.decision.kept import Decision, Letter
from services.review.domain.stages.decision.meant import stages_meant
from services.review.domain.stages.decision.refusals import (
    LetterDiffers,
    LetterOfTheFuture,
    NoJointDecision,
)
from services.review.domain.twins.refusals import refuse_on_hold
from shared.calendar import Calendar, beijing_date
from shared.programmes import Place, Programme
from shared.programmes.path import Decision as DecisionStage


def answer_by_letter(
    case: Case,
    programme: Programme,
    calendar: Calendar,
    *,
    office: str,
    number: str,
    dated: date,
    verdict: str,
    opinion: str,
    reason: str | None,
    by: str,
    at: datetime,
    meant: str | None = None,
) -> Step | None:
    """The case with the letter of an office; None when it has this very letter already.

    It waits on for the other offices. With the last letter it is decided, as of the instant at
    which that was recorded: it passes if all agree, whatever the order of their letters. `meant`
    is as for any decision. Raises WrongStage or CaseClosed unless the case waits for the letter,
    CaseOnHold for a letter that agrees, LetterDiffers when the office has said something else,
    LetterOfTheFuture, NoJointDecision, MeantStageRequired, UnknownVerdict, ReasonRequired and
    UnknownReason.
    """
    stages = [s for s in programme.way.of_kind(DecisionStage) if office in s.joint]
    if not stages:
        raise NoJointDecision(office, programme)
    among = stages_meant(stages, verdict, meant)
    stage = waits_for(case, programme)
    said = (number, dated, verdict, opinion, reason)
    known = [one for one in case.letters if one.office == office and one.stage in among.ids]
    if known and (stage is None or stage.id not in among.ids or known[-1].stage == stage.id):
        if _said(known[-1]) != said:
            raise LetterDiffers(case.number, known[-1])
        return None
    if stage is None or stage.id not in among.ids:
        raise not_now(case, programme, *(Place(one, one.first) for one in among.stages))
    among.refuse_other_words(stage)
    check_reason(stage, programme, verdict, reason)
    if verdict == stage.verdicts.passed.id:
        refuse_on_hold(case)
    if dated > beijing_date(at):
        raise LetterOfTheFuture(number, dated)
    letter = Letter(
        stage=stage.id,
        office=office,
        number=number,
        date=dated,
        verdict=verdict,
        opinion=opinion,
        reason=reason,
        by=by,
        at=at,
    )
    after = case.model_copy(update={"letters": (*case.letters, letter)})
    if offices_awaited(after, programme):
        return Step(after)
    made = _agreement(letters_in(after, stage), stage, programme, by=by, at=at)
    return decided(after, stage, programme, calendar, made)


def letters_in(case: Case, stage: DecisionStage) -> Sequence[Letter]:
    """The letters to the case in this stage, in the order in which the stage names its offices."""
    found = [letter for letter in case.letters if letter.stage == stage.id]
    return sorted(found, key=lambda letter: stage.joint.index(letter.office))


def offices_awaited(case: Case, programme: Programme) -> Sequence[str]:
    """The offices without whose letter the case does not go on from where it stands."""
    stage = waits_for(case, programme)
    if stage is None:
        return ()
    spoken = {letter.office for letter in letters_in(case, stage)}
    return tuple(office for office in stage.joint if office not in spoken)


def _agreement(
    letters: Sequence[Letter],
    stage: DecisionStage,
    programme: Programme,
    *,
    by: str,
    at: datetime,
) -> Decision:
    """What the letters of all come to: whoever declines decides, with its opinion and reason."""
    declining = [one for one in letters if one.verdict != stage.verdicts.passed.id]
    deciding = declining or letters
    return Decision(
        stage=stage.id,
        verdict=deciding[0].verdict,
        opinion="\n".join(dict.fromkeys(letter.opinion for letter in deciding)),
        reason=next((letter.reason for letter in deciding if letter.reason), None),
        by=by,
        rule_version=programme.key,
        at=at,
    )


def _said(letter: Letter) -> tuple[str, date, str, str, str | None]:
    return (letter.number, letter.date, letter.verdict, letter.opinion, letter.reason)
