"""Over years a city reports what it builds, is reminded of figures, and assesses itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.domain.case import Case
from services.review.domain.case.correcting import stage_acted_in
from services.review.domain.stages.construction.ending import abandon, assess_oneself
from services.review.domain.stages.construction.reaching import is_met
from services.review.domain.stages.construction.reporting import report_tasks
from services.review.domain.stages.construction.yearly import due_of
from services.review.domain.stages.expiry import expire
from shared.contracts.construction import IndicatorReported, ReportDue, TaskReported
from shared.contracts.reviews import StageConcluded
from shared.errors import Rejected
from tests.programmes.building import FIRMS, RANK, SHARE, building_stage
from tests.unit.review.builders import CALENDAR
from tests.unit.review.building import (
    ADMITTED_AT,
    REPORTED_AT,
    RULES,
    building,
    built,
    figure,
    report,
    reported,
    task,
)

DUE = datetime(2020, 3, 31, 16, tzinfo=UTC)


def refused(act: Callable[[], Any]) -> Rejected:
    with pytest.raises(Rejected) as caught:
        act()
    return caught.value


def met(case: Case, indicator: str = SHARE) -> bool | None:
    found = building_stage().indicator(indicator)
    assert found is not None
    assert case.built is not None
    return is_met(found, case.built)


def aimed_at(value: str, indicator: str = SHARE) -> Case:
    return reported(building(), figure(indicator, "target", value=Decimal(value)))


def test_who_is_admitted_builds_and_owes_figures_of_that_year_in_the_next() -> None:
    case = building()
    assert case.stage == "construction"
    assert case.due_at == DUE
    assert case.expires_at == datetime(2020, 3, 1, 1, tzinfo=UTC)


def test_a_figure_is_told_with_its_year_source_and_whether_it_reaches_the_target() -> None:
    step = report(aimed_at("50"), figure(value=Decimal("50.9")))
    assert step is not None
    (event,) = step.events
    assert isinstance(event, IndicatorReported)
    assert (event.value, event.unit, event.year) == ("50.9", "percent", 2019)
    assert (event.source, event.by, event.met) == ("公报", "city-1", True)


def test_reporting_the_same_again_changes_nothing() -> None:
    case = reported(building(), figure())
    assert report(case, figure(), at=REPORTED_AT + timedelta(days=1)) is None


def test_another_figure_of_the_same_year_needs_a_reason_and_both_are_kept() -> None:
    case = reported(building(), figure())
    other = figure(value=Decimal(51))
    assert refused(lambda: report(case, other)).code == "report-differs"
    put_right = reported(case, figure(value=Decimal(51), reason="公报修订"))
    assert put_right.built is not None
    assert [one.value for one in put_right.built.indicators] == ["50", "51"]
    newest = put_right.built.newest(SHARE, "actual")
    assert newest is not None
    assert (newest.value, newest.reason) == ("51", "公报修订")


def test_an_expected_figure_is_replaced_by_the_one_that_comes_in_without_a_reason() -> None:
    case = reported(building(), figure(qualifier="expected"))
    assert reported(case, figure(value=Decimal(51))).built is not None


def test_a_target_does_not_move_once_a_figure_was_measured_by_it() -> None:
    case = reported(aimed_at("50"), figure(value=Decimal(40)))
    lower = figure(tells="target", value=Decimal(39), reason="目标调整")
    assert refused(lambda: report(case, lower)).code == "target-fixed"


def test_a_target_can_be_put_right_before_any_figure_is_there() -> None:
    case = reported(aimed_at("50"), figure(tells="target", value=Decimal(51), reason="笔误"))
    assert case.built is not None
    target = case.built.newest(SHARE, "target")
    assert target is not None
    assert target.value == "51"


@pytest.mark.parametrize(
    ("target", "value", "qualifier", "indicator", "reached"),
    [
        ("50", "50", None, SHARE, True),
        ("50", "49.99", None, SHARE, False),
        ("10000", "11000", "more_than", FIRMS, True),
        ("12000", "11000", "more_than", FIRMS, None),
        ("40", "50", "expected", SHARE, None),
        ("40", "50", "about", SHARE, None),
        ("20", "20", "at_most", RANK, True),
        ("10", "20", "at_most", RANK, None),
        ("10", "20", "more_than", RANK, False),
        ("30", "20", "at_most", FIRMS, False),
        ("20", "3", None, RANK, True),
    ],
)
def test_a_target_is_reached_only_by_what_a_figure_proves(
    target: str, value: str, qualifier: Any, indicator: str, reached: bool | None
) -> None:
    case = aimed_at(target, indicator)
    assert met(case, indicator) is None
    case = reported(case, figure(indicator, value=Decimal(value), qualifier=qualifier))
    assert met(case, indicator) is reached


@given(st.permutations((2016, 2017, 2018, 2019)))
def test_the_figure_of_the_last_year_counts_in_whatever_order_they_come(
    years: list[int],
) -> None:
    case = aimed_at("50")
    for year in years:
        case = reported(case, figure(year=year, value=Decimal(50 if year == 2019 else 1)))
    assert met(case) is True


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"indicator": "weight"}, "indicators.0.indicator"),
        ({"year": 2021}, "indicators.0.year"),
        ({"indicator": FIRMS, "value": Decimal("1.5")}, "indicators.0.value"),
        ({"indicator": RANK, "value": Decimal(0)}, "indicators.0.value"),
        ({"tells": "target", "qualifier": "expected"}, "indicators.0.qualifier"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_by_its_field(
    changes: dict[str, Any], field: str
) -> None:
    problem = refused(lambda: report(building(), figure(**changes)))
    assert problem.code == "invalid-request"
    assert [each.field for each in problem.errors] == [field]


def test_of_rows_of_which_one_is_refused_none_is_taken() -> None:
    assert refused(lambda: report(building(), figure(), figure("weight"))).errors


def test_a_task_goes_from_begun_to_done_and_not_back_without_a_reason() -> None:
    begun = report_tasks(building(), RULES, [task(state="begun")], by="c", at=REPORTED_AT)
    assert begun is not None
    done = report_tasks(begun.case, RULES, [task()], by="c", at=REPORTED_AT)
    assert done is not None
    (event,) = done.events
    assert isinstance(event, TaskReported)
    assert (event.state, event.on) == ("done", date(2019, 12, 20))
    back = [task(state="begun")]
    problem = refused(lambda: report_tasks(done.case, RULES, back, by="c", at=REPORTED_AT))
    assert problem.code == "report-differs"


def test_a_day_that_has_not_come_is_no_day_of_a_task() -> None:
    rows = [task(on=date(2020, 2, 21))]
    problem = refused(lambda: report_tasks(building(), RULES, rows, by="c", at=REPORTED_AT))
    assert [each.field for each in problem.errors] == ["tasks.0.on"]


def test_the_clock_reminds_twice_of_what_is_missing_and_tells_when_it_is_overdue() -> None:
    case, told = reported(building(), figure(FIRMS)), []
    for _ in range(3):
        assert case.expires_at is not None
        step = expire(case, RULES, CALENDAR, at=case.expires_at)
        assert step is not None
        (event,) = step.events
        assert isinstance(event, ReportDue)
        told.append((event.at, event.year, event.overdue, [n.en for n in event.missing]))
        case = step.case
    share, rank = "Share", "Rank"
    assert told == [
        (datetime(2020, 3, 1, 1, tzinfo=UTC), 2019, False, [share, rank]),
        (datetime(2020, 3, 24, 1, tzinfo=UTC), 2019, False, [share, rank]),
        (DUE, 2019, True, [share, rank]),
    ]
    assert case.due_at == datetime(2021, 3, 31, 16, tzinfo=UTC)


def test_nobody_is_reminded_when_everything_is_there() -> None:
    rows = [figure(id_) for id_ in (SHARE, FIRMS, RANK)]
    case = reported(building(), *rows)
    step = expire(case, RULES, CALENDAR, at=DUE)
    assert step is not None
    assert step.events == ()
    assert step.case.due_at == datetime(2021, 3, 31, 16, tzinfo=UTC)


def test_after_years_of_standstill_each_missed_year_is_told_once() -> None:
    case, years = building(), []
    at = datetime(2022, 6, 1, tzinfo=UTC)
    while (step := expire(case, RULES, CALENDAR, at=at)) is not None:
        years += [event.year for event in step.events if isinstance(event, ReportDue)]
        case = step.case
    assert years == [2019, 2020, 2021]


def test_a_due_day_off_goes_on_to_the_next_working_day_and_says_so() -> None:
    due = due_of(building_stage(), 2018, CALENDAR)
    assert due.due_at == datetime(2019, 4, 1, 16, tzinfo=UTC)
    assert "Sunday 31 March 2019 is a day off" in due.explanation.en


def test_a_city_assesses_itself_once_everything_is_reported_met_or_not() -> None:
    case = built()
    assert [met(case, id_) for id_ in (SHARE, FIRMS, RANK)] == [True, False, True]
    step = assess_oneself(case, RULES, CALENDAR, text="总体完成", by="c", at=REPORTED_AT)
    assert step is not None
    (event,) = step.events
    assert isinstance(event, StageConcluded)
    assert (event.outcome, event.milestone, event.next) == ("passed", "self_assessed", "evaluation")
    assert (step.case.stage, step.case.due_at, step.case.expires_at) == ("evaluation", None, None)
    again = assess_oneself(step.case, RULES, CALENDAR, text="总体完成", by="c", at=REPORTED_AT)
    assert again is None


def test_what_is_still_to_be_reported_is_named_all_at_once() -> None:
    case = reported(building(), figure(), figure(tells="target"))
    problem = refused(
        lambda: assess_oneself(case, RULES, CALENDAR, text="完成", by="c", at=REPORTED_AT)
    )
    assert problem.code == "construction-incomplete"
    for words in ("Plan (as done)", "Share (base)", "Firms (base, target, actual figure)"):
        assert words in problem.detail


def test_after_the_self_assessment_nothing_more_is_reported() -> None:
    step = assess_oneself(built(), RULES, CALENDAR, text="完成", by="c", at=REPORTED_AT)
    assert step is not None
    later = figure(year=2020)
    assert refused(lambda: report(step.case, later)).code == "wrong-stage"


def test_an_abandoned_one_ends_for_a_reason_of_the_catalogue() -> None:
    def end(case: Case, reason: str = "gave_up") -> Any:
        return abandon(case, RULES, reason=reason, note="来函说明", by="o", at=REPORTED_AT)

    assert refused(lambda: end(building(), "unfit")).code == "unknown-reason"
    step = end(building())
    (event,) = step.events
    assert (event.outcome, event.milestone, event.reason) == ("failed", "abandoned", "gave_up")
    assert step.case.milestones["abandoned"] == REPORTED_AT
    assert end(step.case) is None
    assert expire(step.case, RULES, CALENDAR, at=DUE) is None
    assert refused(lambda: report(step.case, figure())).code == "case-closed"


def test_who_admitted_takes_nothing_back_once_something_was_reported() -> None:
    assert stage_acted_in(building(), RULES).id == "approval"
    case = reported(building(), figure(year=2018), at=ADMITTED_AT)
    assert refused(lambda: stage_acted_in(case, RULES)).code == "acted-on-since"
