"""Figures of what a city reports: differences in points, what is met, and offices that agreed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from services.stats.domain.cycle import Cycle
from services.stats.domain.indicators import Reported, Reports, as_external
from services.stats.domain.measuring import Figures, Known, board_changed_on
from services.stats.domain.public_record import PublicRecord
from services.stats.domain.published import Figure
from shared.calendar import beijing_date
from shared.programmes import Measure
from shared.programmes.measures import IndicatorOf
from shared.programmes.printed import FromMeasure
from tests.builders import NOON
from tests.programmes.building import FIRMS, RANK, SHARE, building_programme
from tests.unit.stats.reports import CITY, reported

PROGRAMME = building_programme()
WORDS = {"zh": "词", "en": "Words"}
COMMON = {"id": "m", "name": WORDS, "as_of": WORDS, "source": WORDS}
ROUNDED = {"decimals": 1, "rounding": "half_up"}


def measure(**said: Any) -> Measure:
    found: Measure = TypeAdapter(Measure).validate_python({**COMMON, **said})
    return found


def known(*reports: Reported, reached: Mapping[str, int] | None = None) -> Known:
    return Known(
        cycle=Cycle(PROGRAMME, PROGRAMME.rounds[0]),
        at=NOON,
        reached=dict(reached or {}),
        days={"admitted": (date(2019, 9, 9), date(2019, 9, 10))},
        answers={},
        entered={},
        record=PublicRecord(0, ()),
        measures={},
        reports=Reports(reports),
    )


def figure(measured: Measure, *reports: Reported, **more: Any) -> Figure:
    return Figures(known(*reports, **more)).figure(measured)


def since_2015() -> Measure:
    def of(tells: str, **more: Any) -> dict[str, Any]:
        return {"indicator": {"subject": CITY, "indicator": SHARE, "tells": tells, **more}}

    return measure(
        kind="difference",
        minuend=of("actual", year=2020),
        subtrahend=of("base"),
        unit="percentage_point",
        **ROUNDED,
    )


def base(value: str, seq: int = 1) -> Reported:
    return reported(seq, tells="base", year=2015, value=value)


@pytest.mark.parametrize(
    ("before", "after", "points"), [("47.9", "50.9", "3.0"), ("37.2", "37.9", "0.7")]
)
def test_percentage_points_are_the_difference_of_two_percentages_and_no_percent(
    before: str, after: str, points: str
) -> None:
    found = figure(since_2015(), base(before), reported(2, value=after))
    assert (found.value, found.unit) == (points, "percentage_point")
    assert found.display == f"+{points} pp"
    assert [one.value for one in found.rests_on] == [after, before]
    assert [one.source and one.source.zh for one in found.rests_on] == ["统计公报", "统计公报"]
    assert found.changed_on == beijing_date(NOON)


def test_a_difference_waits_until_both_are_reported() -> None:
    found = figure(since_2015(), base("47.9"))
    assert found.value is None
    assert found.missing is not None
    assert "not reported yet" in found.missing.en


def test_what_was_put_right_counts_and_no_other_year() -> None:
    reports = (base("47.9"), reported(2, value="50"), reported(3, value="50.9"))
    later = reported(4, value="60", year=2021)
    assert figure(since_2015(), *reports, later).value == "3.0"


def met() -> Measure:
    return measure(kind="indicators_met", subject=CITY, unit="percent", **ROUNDED)


def test_the_met_ones_are_a_share_of_all_indicators_the_unknown_ones_included() -> None:
    reports = (
        reported(1, met=True),
        reported(2, indicator=FIRMS, met=True),
        reported(3, indicator=RANK, met=None),
    )
    found = figure(met(), *reports)
    assert found.value == "66.7"
    assert found.numerator is not None
    assert found.denominator is not None
    assert (found.numerator.value, found.denominator.value) == (2, 3)
    assert (found.numerator.of, found.denominator.of) == ("indicators", "indicators")


def test_an_indicator_is_met_or_not_by_its_newest_report() -> None:
    assert figure(met(), reported(1, met=True), reported(2, met=False)).value == "0.0"


def test_nothing_of_another_city_counts() -> None:
    assert figure(met(), reported(1, subject="440600", met=True)).value is None


def agreed() -> Measure:
    counts = {"of": "authorities", "decision": "approval", "population": WORDS, "stage": WORDS}
    return measure(kind="count", counts=counts, unit="count", decimals=0, rounding="half_up")


def test_what_passed_a_joint_decision_has_the_agreement_of_all_its_offices() -> None:
    assert figure(agreed()).value is None
    found = figure(agreed(), reached={"admitted": 1})
    assert (found.value, found.changed_on) == ("2", date(2019, 9, 10))


def test_a_year_is_told_of_the_day_of_a_decision() -> None:
    at = {"milestone": "admitted", "which": "last"}
    told = measure(kind="date", at=at, precision="year", unit="date")
    assert figure(told, reached={"admitted": 1}).value == "2019"


def test_a_report_is_shown_as_what_is_from_outside_with_the_source_of_the_city() -> None:
    of = IndicatorOf(subject=CITY, indicator=SHARE, tells="actual", year=2020)
    shown = as_external(of, PROGRAMME, Reports((reported(1, qualifier="more_than"),)))
    assert (shown.value, shown.qualifier, shown.year) == ("50.9", "more_than", 2020)
    assert shown.source is not None
    assert shown.source.zh == "统计公报"
    assert shown.name.en == "Share (actual of 2020)"


def test_reports_until_a_day_leave_out_what_came_after() -> None:
    next_year = NOON + timedelta(days=365)
    later = reported(2, value="51", at=next_year)
    reports = Reports((reported(1), later))
    of = IndicatorOf(subject=CITY, indicator=SHARE, tells="actual")
    assert (newest := reports.until(beijing_date(NOON)).newest(of)) is not None
    assert newest.value == "50.9"
    assert board_changed_on(known(later)) == beijing_date(next_year)


def test_a_printed_value_may_be_more_than_a_number_and_nothing_else() -> None:
    row = {"id": "D17", "words": WORDS, "printed": 50, "measure": "met", "qualifier": "more_than"}
    assert TypeAdapter(FromMeasure).validate_python(row).qualifier == "more_than"
    with pytest.raises(ValidationError):
        TypeAdapter(FromMeasure).validate_python({**row, "qualifier": "expected"})
