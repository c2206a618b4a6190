"""How a construction ends: its applicant assesses it, or its overseer ends it."""

from collections.abc import Iterator
from datetime import datetime

from services.review.domain.case import Case, Step
from services.review.domain.case.passing import conclude, move, place_of
from services.review.domain.case.refusals import expect
from services.review.domain.reasons import reason_text
from services.review.domain.stages.construction.events import concluded
from services.review.domain.stages.construction.kept import (
    Abandonment,
    Built,
    SelfAssessment,
    Tells,
)
from services.review.domain.stages.construction.refusals import NotAllReported
from shared.calendar import Calendar
from shared.programmes import Programme
from shared.programmes.path import Construction, Leaving
from shared.programmes.path.kinds.construction import Building
from shared.values import Bilingual

_TELLS: tuple[tuple[Tells, Bilingual], ...] = (
    ("base", Bilingual(zh="基期值", en="base")),
    ("target", Bilingual(zh="目标值", en="target")),
    ("actual", Bilingual(zh="实际值", en="actual figure")),
)


def assess_oneself(
    case: Case, programme: Programme, calendar: Calendar, *, text: str, by: str, at: datetime
) -> Step | None:
    """The case that goes on to its evaluation; None when it was assessed in these words before.

    Whether targets are met is no condition: that is what the evaluation is about. Raises WrongStage
    or CaseClosed unless it is being built, and NotAllReported.
    """
    known = case.built.self_assessment if case.built else None
    if known is not None and known.text == text:
        return None
    stage = expect(case, programme, Construction, Building.BUILDING)
    built = case.built or Built()
    lacking = list(_lacking(stage, built))
    if lacking:
        raise NotAllReported(case.number, lacking)
    said = SelfAssessment(text=text, by=by, at=at)
    assessed = case.model_copy(update={"built": built.model_copy(update={"self_assessment": said})})
    gives = stage.milestones.passed
    after = conclude(assessed, programme, calendar, Leaving.PASSED, at=at, gives=gives)
    return Step(after, (concluded(after, stage, programme, passed=True, by=by, at=at),))


def abandon(
    case: Case, programme: Programme, *, reason: str, note: str, by: str, at: datetime
) -> Step | None:
    """The case whose construction is ended; None when it was ended for this before.

    Raises WrongStage or CaseClosed unless it is being built, and UnknownReason.
    """
    place, known = place_of(case, programme), case.built.abandoned if case.built else None
    is_over = place is not None and place.state is Building.ABANDONED
    if is_over and known is not None and (known.reason, known.note) == (reason, note):
        return None
    stage = expect(case, programme, Construction, Building.BUILDING)
    reason_text(programme, reason, "construction")
    ended = Abandonment(reason=reason, note=note, by=by, at=at)
    built = (case.built or Built()).model_copy(update={"abandoned": ended})
    case = case.model_copy(update={"built": built})
    after = move(case, programme, Building.ABANDONED, at=at, gives=stage.milestones.failed)
    event = concluded(after, stage, programme, passed=False, by=by, at=at, reason=reason, note=note)
    return Step(after, (event,))


def _lacking(stage: Construction, built: Built) -> Iterator[Bilingual]:
    """What is not reported yet: a task as done, or of an indicator one of its three figures."""
    for task in stage.tasks:
        report = built.task(task.id)
        if report is None or report.state != "done":
            yield Bilingual(zh=f"{task.name.zh}（完成情况）", en=f"{task.name.en} (as done)")
    for indicator in stage.indicators:
        lacking = [name for tells, name in _TELLS if built.newest(indicator.id, tells) is None]
        if lacking:
            zh, en = "、".join(n.zh for n in lacking), ", ".join(n.en for n in lacking)
            yield Bilingual(zh=f"{indicator.name.zh}（{zh}）", en=f"{indicator.name.en} ({en})")
