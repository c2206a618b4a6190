"""The clock's examples: which day a period ends on, and what it says of each day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.calendar import BEIJING, Calendar, ClockPolicy, Deadline, count

CALENDAR = Calendar()


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=BEIJING)


def working(days: int, start: str, frm: str) -> Deadline:
    policy = ClockPolicy.model_validate({"days": days, "kind": "working", "start": start})
    return count(policy, at(frm), CALENDAR)


def natural(days: int, start: str, frm: str, roll_forward: bool = True) -> Deadline:
    policy = ClockPolicy.model_validate(
        {"days": days, "kind": "natural", "start": start, "roll_forward": roll_forward}
    )
    return count(policy, at(frm), CALENDAR)


@pytest.mark.parametrize(
    ("frm", "start", "last"),
    [
        ("2025-04-22", "inclusive", "2025-05-07"),
        ("2025-04-22", "exclusive", "2025-05-08"),
        ("2025-09-28", "inclusive", "2025-10-16"),
        ("2025-09-28", "exclusive", "2025-10-17"),
        ("2020-01-17", "exclusive", "2020-02-07"),
    ],
)
def test_ten_working_days_skip_holidays_and_count_make_up_days(
    frm: str, start: str, last: str
) -> None:
    assert working(10, start, frm).last_day == date.fromisoformat(last)


def test_a_start_on_a_day_off_makes_inclusive_and_exclusive_the_same() -> None:
    ends = {working(3, start, "2025-05-03").last_day for start in ("inclusive", "exclusive")}
    assert ends == {date(2025, 5, 8)}


def test_natural_days_count_days_off_and_a_final_day_off_rolls_forward() -> None:
    assert natural(12, "exclusive", "2025-09-20").last_day == date(2025, 10, 9)
    assert natural(12, "exclusive", "2025-09-20", roll_forward=False).last_day == date(2025, 10, 2)
    assert natural(7, "exclusive", "2025-04-20").last_day == date(2025, 4, 27)


def test_the_day_is_that_of_beijing_not_of_utc() -> None:
    policy = ClockPolicy(days=1, kind="working", start="inclusive")
    midnight = datetime(2025, 4, 22, 16, tzinfo=UTC)
    assert count(policy, midnight, CALENDAR).last_day == date(2025, 4, 23)
    just_before = midnight - timedelta(microseconds=1)
    assert count(policy, just_before, CALENDAR).last_day == date(2025, 4, 22)


def test_a_start_without_a_time_zone_is_refused() -> None:
    policy = ClockPolicy(days=1, kind="working", start="inclusive")
    with pytest.raises(ValueError, match="no time zone"):
        count(policy, datetime(2025, 4, 22), CALENDAR)  # noqa: DTZ001


def test_the_last_moment_is_in_time_and_midnight_is_late() -> None:
    deadline = working(10, "inclusive", "2025-04-22")
    assert deadline.due_at == datetime(2025, 5, 7, 16, tzinfo=UTC)
    assert not deadline.is_late(at("2025-05-07T23:59:59.999999"))
    assert deadline.is_late(at("2025-05-08T00:00:00"))


def test_each_day_says_whether_and_why_it_counted() -> None:
    steps = working(3, "exclusive", "2025-04-25").steps
    assert [(step.date.isoformat(), step.counted, step.why.en) for step in steps] == [
        ("2025-04-25", None, "start day, not counted"),
        ("2025-04-26", None, "weekend"),
        ("2025-04-27", 1, "make-up workday for Labour Day"),
        ("2025-04-28", 2, "working day"),
        ("2025-04-29", 3, "working day"),
    ]


def test_days_rolled_over_are_told_but_not_counted() -> None:
    steps = natural(2, "inclusive", "2025-06-06").steps
    assert [(step.date.isoformat(), step.counted, step.why.zh) for step in steps] == [
        ("2025-06-06", 1, "自然日"),
        ("2025-06-07", 2, "自然日（周末）"),
        ("2025-06-08", None, "顺延：周末"),
        ("2025-06-09", None, "顺延至此工作日"),
    ]


def test_a_period_that_reaches_into_a_year_not_gazetted_is_provisional() -> None:
    assert working(2, "exclusive", "2026-12-22").status == "gazetted"
    assert working(4, "exclusive", "2026-12-22").status == "provisional"
    assert working(3, "exclusive", "2026-12-29").status == "provisional"


def test_a_deadline_survives_being_stored() -> None:
    deadline = natural(12, "exclusive", "2025-09-20")
    assert Deadline.model_validate_json(deadline.model_dump_json()) == deadline


@pytest.mark.parametrize("days", [0, -1, 3661])
def test_a_period_without_days_or_beyond_ten_years_is_no_policy(days: int) -> None:
    with pytest.raises(ValueError, match="days"):
        ClockPolicy(days=days, kind="working", start="inclusive")
