"""An applicant reports tasks and indicators: all rows of a request, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from services.review.domain.case import Case, Step
from services.review.domain.case.refusals import expect
from services.review.domain.stages.construction.events import of_construction
from services.review.domain.stages.construction.kept import (
    Built,
    IndicatorReport,
    Qualifier,
    TaskReport,
    Tells,
)
from services.review.domain.stages.construction.reaching import is_met
from services.review.domain.stages.construction.refusals import (
    NotTakenReport,
    ReportDiffers,
    TargetFixed,
)
from shared.calendar import beijing_date
from shared.contracts.base import Event
from shared.contracts.construction import IndicatorReported, TaskReported
from shared.errors import FieldError, one_of
from shared.programmes import Programme
from shared.programmes.path import Construction
from shared.programmes.path.kinds.construction import Building, Indicator, Task
from shared.values import Bilingual

_FIRST_YEAR = 1949


@dataclass(frozen=True, slots=True)
class SaidOfTask:
    """A task is begun, or done; with a `reason` that puts an earlier report right."""

    task: str
    state: Literal["begun", "done"]
    on: date
    evidence: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SaidOfIndicator:
    """A figure; with a `reason` it puts an earlier report right."""

    indicator: str
    tells: Tells
    year: int
    value: Decimal
    source: str
    qualifier: Qualifier | None = None
    reason: str | None = None


def report_tasks(
    case: Case, programme: Programme, rows: Sequence[SaidOfTask], *, by: str, at: datetime
) -> Step | None:
    """The case with the reports; None when all of them are there already.

    Raises WrongStage or CaseClosed unless it is being built, NotTakenReport and ReportDiffers.
    """
    stage = expect(case, programme, Construction, Building.BUILDING)
    _refuse(fault for i, row in enumerate(rows) for fault in _of_task(i, row, stage, at))
    events: list[Event] = []
    for row in rows:
        built = case.built or Built()
        task, known = stage.task(row.task), built.task(row.task)
        assert task is not None
        report = TaskReport(
            task=row.task,
            state=row.state,
            on=row.on,
            evidence=row.evidence,
            reason=row.reason,
            by=by,
            at=at,
        )
        if known is not None and known.says == report.says:
            continue
        is_next = known is not None and (known.state, report.state) == ("begun", "done")
        if known is None or is_next:
            report = report.model_copy(update={"reason": None})
        elif row.reason is None:
            raise ReportDiffers(task.name, known)
        case = _with(case, built, tasks=(*built.tasks, report))
        events.append(_task_reported(case, stage, programme, task, report))
    return Step(case, tuple(events)) if events else None


def report_indicators(
    case: Case, programme: Programme, rows: Sequence[SaidOfIndicator], *, by: str, at: datetime
) -> Step | None:
    """The case with the reports; None when all of them are there already.

    Base and target stay once there is an actual figure, so that nobody moves a target which was
    missed. Raises what `report_tasks` raises, and TargetFixed.
    """
    stage = expect(case, programme, Construction, Building.BUILDING)
    _refuse(fault for i, row in enumerate(rows) for fault in _of_indicator(i, row, stage, at))
    events: list[Event] = []
    for row in rows:
        built = case.built or Built()
        indicator = stage.indicator(row.indicator)
        assert indicator is not None
        report = IndicatorReport(
            indicator=row.indicator,
            tells=row.tells,
            year=row.year,
            value=format(row.value, "f"),
            qualifier=row.qualifier,
            source=row.source,
            reason=row.reason,
            by=by,
            at=at,
        )
        known = _known(built, report)
        if known is not None and known.says == report.says:
            continue
        if known is None or _is_now_known(known, report):
            report = report.model_copy(update={"reason": None})
        elif row.reason is None:
            raise ReportDiffers(indicator.name, known)
        elif row.tells != "actual" and built.newest(indicator.id, "actual") is not None:
            raise TargetFixed(indicator.name)
        case = _with(case, built, indicators=(*built.indicators, report))
        events.append(_indicator_reported(case, stage, programme, indicator, report))
    return Step(case, tuple(events)) if events else None


def _known(built: Built, report: IndicatorReport) -> IndicatorReport | None:
    return next((one for one in reversed(built.indicators) if one.about == report.about), None)


def _is_now_known(known: IndicatorReport, report: IndicatorReport) -> bool:
    """Whether a figure that was expected has come in, which is no mistake put right."""
    return known.qualifier == "expected" and report.qualifier != "expected"


def _of_task(i: int, row: SaidOfTask, stage: Construction, at: datetime) -> Iterator[FieldError]:
    if stage.task(row.task) is None:
        yield one_of(f"tasks.{i}.task", [task.id for task in stage.tasks])
    if row.on > beijing_date(at):
        yield FieldError(
            f"tasks.{i}.on",
            "must be today's in Beijing, or an earlier one",
            "须为北京时间今天或更早的日期",
        )


def _of_indicator(
    i: int, row: SaidOfIndicator, stage: Construction, at: datetime
) -> Iterator[FieldError]:
    indicator = stage.indicator(row.indicator)
    if indicator is None:
        yield one_of(f"indicators.{i}.indicator", [each.id for each in stage.indicators])
        return
    here, this_year = f"indicators.{i}", beijing_date(at).year
    if row.tells == "actual" and row.year > this_year:
        yield FieldError(
            f"{here}.year", f"must be {this_year} or an earlier one", f"须为{this_year}年或更早"
        )
    if row.year < _FIRST_YEAR:
        yield FieldError(
            f"{here}.year", f"must be {_FIRST_YEAR} or later", f"须不早于{_FIRST_YEAR}年"
        )
    is_whole = row.value == row.value.to_integral_value()
    if indicator.unit in ("count", "rank") and not is_whole:
        yield FieldError(f"{here}.value", "must be a whole number", "须为整数")
    if indicator.unit == "rank" and row.value < 1:
        yield FieldError(f"{here}.value", "must be 1 or more", "须不小于1")
    if row.tells != "actual" and row.qualifier == "expected":
        yield FieldError(
            f"{here}.qualifier",
            "must not be 'expected': only an actual figure is expected",
            "基期值和目标值不能为预计",
        )


def _refuse(faults: Iterator[FieldError]) -> None:
    found = list(faults)
    if found:
        raise NotTakenReport(found)


def _with(case: Case, built: Built, **more: Any) -> Case:
    return case.model_copy(update={"built": built.model_copy(update=more)})


def _task_reported(
    case: Case, stage: Construction, programme: Programme, task: Task, report: TaskReport
) -> TaskReported:
    return TaskReported(
        **of_construction(case, stage, programme),
        task=task.id,
        task_name=_plain(task.name),
        state=report.state,
        on=report.on,
        evidence=report.evidence,
        reason=report.reason,
        by=report.by,
        at=report.at,
        standing=case.standing,
    )


def _indicator_reported(
    case: Case,
    stage: Construction,
    programme: Programme,
    indicator: Indicator,
    report: IndicatorReport,
) -> IndicatorReported:
    assert case.built is not None
    return IndicatorReported(
        **of_construction(case, stage, programme),
        subject=case.uscc,
        indicator=indicator.id,
        indicator_name=_plain(indicator.name),
        tells=report.tells,
        year=report.year,
        value=report.value,
        unit=indicator.unit,
        qualifier=report.qualifier,
        source=report.source,
        met=is_met(indicator, case.built),
        reason=report.reason,
        by=report.by,
        at=report.at,
        standing=case.standing,
    )


def _plain(name: Bilingual) -> Bilingual:
    return Bilingual(zh=name.zh, en=name.en)
