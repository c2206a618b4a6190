"""Cases that are being built, and reports that they begin from."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.review.domain.case import Case, Step
from services.review.domain.case.opening import open_case
from services.review.domain.stages.construction.reporting import (
    SaidOfIndicator,
    SaidOfTask,
    report_indicators,
    report_tasks,
)
from services.review.domain.stages.decision.joint import answer_by_letter
from services.review.domain.stages.formal_review.conclusion import accept
from tests.builders import NOON
from tests.programmes.building import (
    COMMISSION,
    FIRMS,
    MINISTRY,
    RANK,
    SHARE,
    TASK,
    building_programme,
)
from tests.unit.review.builders import CALENDAR
from tests.unit.review.small_cases import a_small_submission

ADMITTED_AT = datetime(2019, 9, 10, 2, tzinfo=UTC)
REPORTED_AT = datetime(2020, 2, 20, 2, tzinfo=UTC)
RULES = building_programme()


def building(application: str = "p1") -> Case:
    """A case that both offices have admitted."""
    case = open_case(a_small_submission(application), RULES, CALENDAR, NOON).case
    case = accept(case, RULES, CALENDAR, by="o", at=NOON).case
    for office in (MINISTRY, COMMISSION):
        step = answer_by_letter(
            case,
            RULES,
            CALENDAR,
            office=office,
            number=f"{office} 45",
            dated=date(2019, 9, 9),
            verdict="support",
            opinion="同意",
            reason=None,
            by=f"{office}-1",
            at=ADMITTED_AT,
        )
        assert step is not None
        case = step.case
    return case


def figure(indicator: str = SHARE, tells: Any = "actual", **changes: Any) -> SaidOfIndicator:
    """A figure of 2019 as an applicant reports it."""
    said: dict[str, Any] = {"year": 2019, "value": Decimal(50), "source": "公报"}
    return SaidOfIndicator(indicator=indicator, tells=tells, **(said | changes))


def task(**changes: Any) -> SaidOfTask:
    """A task that is done."""
    said: dict[str, Any] = {
        "task": TASK,
        "state": "done",
        "on": date(2019, 12, 20),
        "evidence": "文件",
    }
    return SaidOfTask(**(said | changes))


def report(case: Case, *rows: SaidOfIndicator, at: datetime = REPORTED_AT) -> Step | None:
    """What becomes of the case by these figures."""
    return report_indicators(case, RULES, rows, by="city-1", at=at)


def reported(case: Case, *rows: SaidOfIndicator, at: datetime = REPORTED_AT) -> Case:
    """The case with these figures, all of which are new."""
    step = report(case, *rows, at=at)
    assert step is not None
    return step.case


def built() -> Case:
    """A case of which everything is reported: two of three targets are reached."""
    targets = {SHARE: "50", FIRMS: "100", RANK: "20"}
    figures = {SHARE: "50.9", FIRMS: "99", RANK: "20"}
    rows = [figure(id_, "base", year=2015, value=Decimal(30)) for id_ in targets]
    rows += [figure(id_, "target", value=Decimal(goal)) for id_, goal in targets.items()]
    rows += [figure(id_, value=Decimal(value)) for id_, value in figures.items()]
    step = report_tasks(reported(building(), *rows), RULES, [task()], by="city-1", at=REPORTED_AT)
    assert step is not None
    return step.case
