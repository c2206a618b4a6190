"""What each day is, as gazetted, before it is gazetted, and as officers correct it."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from shared.calendar import (
    Calendar,
    DayKind,
    InvalidOverlay,
    Overlay,
    OverlayDay,
    YearStatus,
    load_overlay,
)
from shared.calendar.gazette import OPEN_FROM
from shared.values import Bilingual

NOT_IN_THE_LIBRARY = date(2005, 12, 31)
TYPHOON = Bilingual(zh="台风停工", en="typhoon")


def closed(day: date) -> Overlay:
    return Overlay(days={day: OverlayDay(kind=DayKind.HOLIDAY, reason=TYPHOON)})


def written(folder: Path, text: str) -> Path:
    file = folder / "days.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_every_gazetted_day_is_worked_or_not_as_the_library_says() -> None:
    calendar, day = Calendar(), date(2004, 1, 1)
    while day.year < 2027:
        expected = chinese_calendar.is_workday(day) or day == NOT_IN_THE_LIBRARY
        assert calendar.day(day).working == expected, day
        assert calendar.day(day).date == day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "kind", "why"),
    [
        (date(2025, 4, 25), DayKind.WORKDAY, "working day"),
        (date(2025, 4, 26), DayKind.WEEKEND, "weekend"),
        (date(2025, 4, 27), DayKind.MAKE_UP_WORKDAY, "make-up workday for Labour Day"),
        (date(2025, 5, 1), DayKind.HOLIDAY, "Labour Day holiday"),
        (date(2020, 1, 31), DayKind.HOLIDAY, "Spring Festival holiday"),
    ],
)
def test_the_four_kinds_of_day_say_why(day: date, kind: DayKind, why: str) -> None:
    found = Calendar().day(day)
    assert (found.kind, found.why.en) == (kind, why)


def test_holidays_carry_their_name_in_both_languages() -> None:
    assert Calendar().day(date(2025, 4, 4)).name == Bilingual(zh="清明节", en="Tomb-sweeping Day")
    assert Calendar().day(date(2025, 4, 27)).name == Bilingual(zh="劳动节", en="Labour Day")
    assert Calendar().day(date(2025, 4, 25)).name is None


@pytest.mark.parametrize(
    ("year", "status"),
    [(2003, "provisional"), (2004, "gazetted"), (2026, "gazetted"), (2027, "provisional")],
)
def test_a_year_is_gazetted_if_its_notice_is_known(year: int, status: YearStatus) -> None:
    assert Calendar().status(year) == status


@pytest.mark.parametrize("year", [1998, 2027, 2028, 2099])
def test_a_year_not_gazetted_has_weekends_and_the_holidays_with_a_fixed_date(year: int) -> None:
    calendar, day = Calendar(), date(year, 1, 1)
    fixed = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
    while day.year == year:
        off = (day.month, day.day) in fixed
        weekday_kind = DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND
        assert calendar.day(day).kind == (DayKind.HOLIDAY if off else weekday_kind)
        day += timedelta(days=1)


def test_a_saturday_that_the_library_lacks_was_worked() -> None:
    day = Calendar().day(date(2005, 12, 31))
    assert (day.kind, day.why.en) == (DayKind.MAKE_UP_WORKDAY, "make-up workday for New Year's Day")


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        (date(2026, 12, 1), date(2026, 12, 25), "gazetted"),
        (date(2026, 12, 20), date(2026, 12, 26), "provisional"),
        (date(2026, 12, 31), date(2026, 12, 31), "provisional"),
        (date(2025, 12, 20), date(2025, 12, 31), "gazetted"),
        (date(2025, 12, 20), date(2026, 1, 5), "gazetted"),
        (date(2026, 12, 20), date(2027, 1, 5), "provisional"),
    ],
)
def test_the_last_days_of_a_year_are_final_when_the_next_year_is_gazetted(
    first: date, last: date, status: YearStatus
) -> None:
    assert Calendar().status_between(first, last) == status


def test_a_year_entered_by_officers_settles_the_last_days_of_the_one_before() -> None:
    entered = Calendar(Overlay(gazetted=frozenset({2027})))
    assert entered.status_between(date(2026, 12, 20), date(2026, 12, 31)) == "gazetted"


def test_every_day_that_a_notice_has_moved_in_the_year_before_counts_as_open_till_then() -> None:
    moved = [
        day
        for day in (*chinese_calendar.holidays, *chinese_calendar.workdays, NOT_IN_THE_LIBRARY)
        if day.month == 12 and Calendar().day(day).working != (day.weekday() < 5)
    ]
    assert len({day.year for day in moved}) == 5
    assert min((day.month, day.day) for day in moved) >= OPEN_FROM


def test_an_overlay_takes_precedence_over_the_gazette_and_changes_nothing_else() -> None:
    day = date(2025, 9, 24)
    corrected = Calendar(closed(day))
    assert not corrected.day(day).working
    assert corrected.day(day).why == TYPHOON
    assert Calendar().day(day).working
    assert corrected.day(day + timedelta(days=1)) == Calendar().day(day + timedelta(days=1))


def test_the_version_names_the_library_and_changes_with_the_overlay() -> None:
    plain = Calendar().version
    assert plain == f"chinesecalendar-{chinese_calendar.__version__}"
    one, other = (Calendar(closed(date(2025, 9, n))).version for n in (24, 25))
    assert one.startswith(f"{plain}+overlay-")
    entered = [Calendar(Overlay(gazetted=frozenset({year}))).version for year in (2027, 2028)]
    assert len({plain, one, other, *entered}) == 5


def test_the_order_of_an_overlay_does_not_change_the_version() -> None:
    entry = OverlayDay(kind=DayKind.HOLIDAY, reason=TYPHOON)
    days = [date(2025, 9, 24), date(2025, 9, 25)]
    one, two = (dict.fromkeys(order, entry) for order in (days, days[::-1]))
    assert Calendar(Overlay(days=one)).version == Calendar(Overlay(days=two)).version


def test_an_overlay_is_read_from_yaml_and_can_declare_a_year_gazetted(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "gazetted: [2027]\n"
        "days:\n"
        "  2027-02-06: {kind: make_up_workday, reason: {zh: 春节调休上班, en: made up}}\n"
        "  2027-02-08: {kind: holiday, reason: {zh: 春节放假, en: Spring Festival}}\n",
    )
    calendar = Calendar(load_overlay(file))
    assert calendar.status(2027) == "gazetted"
    assert calendar.day(date(2027, 2, 6)).working
    assert calendar.day(date(2027, 2, 8)).kind == DayKind.HOLIDAY


def test_an_empty_overlay_file_corrects_nothing(tmp_path: Path) -> None:
    assert Calendar(load_overlay(written(tmp_path, ""))).version == Calendar().version


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("days: {2027-02-08: {kind: feast, reason: {zh: 春节, en: x}}}", "2027-02-08.kind"),
        ("days: {2027-02-30: {kind: holiday, reason: {zh: 春节, en: x}}}", "day is out of range"),
        ("days: {'2027-02-30': {kind: holiday, reason: {zh: 春节, en: x}}}", "2027-02-30"),
        ("days: {2027-02-08: {kind: holiday}}", "2027-02-08.reason: Field required"),
        ("dyas: {}", "dyas: Extra inputs are not permitted"),
        ("days: [", "not readable as YAML"),
    ],
)
def test_a_wrong_overlay_is_refused_naming_file_and_entry(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(InvalidOverlay) as caught:
        load_overlay(written(tmp_path, text))
    assert "days.yaml" in str(caught.value)
    assert told in str(caught.value)
