"""What holds of every clock, whatever its policy, start and calendar."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.calendar import (
    BEIJING,
    Calendar,
    ClockPolicy,
    DayKind,
    Overlay,
    OverlayDay,
    beijing_date,
    count,
    working_days_between,
)
from shared.values import Bilingual

ONE_DAY = timedelta(days=1)
PLAIN = Calendar()
FLOOD = Bilingual(zh="抗洪停工", en="flood")
CORRECTED = Calendar(
    Overlay(
        days={
            date(2027, 2, 6): OverlayDay(kind=DayKind.MAKE_UP_WORKDAY, reason=FLOOD),
            **{
                date(2027, 2, 8) + n * ONE_DAY: OverlayDay(kind=DayKind.HOLIDAY, reason=FLOOD)
                for n in range(5)
            },
        }
    )
)
calendars = st.sampled_from([PLAIN, CORRECTED])
starts = st.datetimes(
    min_value=datetime(2003, 1, 1),  # noqa: DTZ001
    max_value=datetime(2031, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, BEIJING]),
)
policies = st.builds(
    ClockPolicy,
    days=st.integers(1, 40),
    kind=st.sampled_from(["working", "natural"]),
    start=st.sampled_from(["inclusive", "exclusive"]),
    roll_forward=st.booleans(),
)


def next_working_day(day: date, calendar: Calendar) -> date:
    day += ONE_DAY
    while not calendar.day(day).working:
        day += ONE_DAY
    return day


@given(policies, starts, calendars)
def test_it_ends_after_its_start_at_midnight_in_beijing(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    deadline = count(policy, start, calendar)
    assert deadline.due_at > start
    midnight = datetime.combine(deadline.last_day + ONE_DAY, time.min, BEIJING)
    assert deadline.due_at == midnight
    assert not deadline.is_late(midnight - timedelta(milliseconds=1))
    assert deadline.is_late(midnight)


@given(policies, starts, calendars)
def test_exactly_as_many_days_count_as_the_policy_says(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    deadline = count(policy, start, calendar)
    counted = [step for step in deadline.steps if step.counted is not None]
    assert [step.counted for step in counted] == list(range(1, policy.days + 1))
    if policy.kind == "working":
        assert all(calendar.day(step.date).working for step in counted)


@given(policies, starts, calendars)
def test_its_steps_are_every_day_from_start_to_end(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    deadline = count(policy, start, calendar)
    first, days = beijing_date(start), len(deadline.steps)
    assert [step.date for step in deadline.steps] == [first + n * ONE_DAY for n in range(days)]
    assert deadline.steps[-1].date == deadline.last_day


@given(policies, starts, calendars)
def test_no_working_day_is_skipped_except_the_start_and_the_one_rolled_to(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    steps = count(policy, start, calendar).steps
    skipped = [s.date for s in steps[1:-1] if s.counted is None]
    assert not any(calendar.day(day).working for day in skipped)


@given(policies, starts, calendars)
def test_the_last_day_is_a_working_day_unless_rolling_is_off(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    deadline = count(policy, start, calendar)
    if policy.kind == "working" or policy.roll_forward:
        assert calendar.day(deadline.last_day).working
    else:
        assert deadline.steps[-1].counted == policy.days


@given(policies, starts, calendars)
def test_excluding_the_start_moves_the_end_by_at_most_one_working_day(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    inclusive, exclusive = (
        count(policy.model_copy(update={"start": way}), start, calendar).last_day
        for way in ("inclusive", "exclusive")
    )
    assert inclusive <= exclusive <= next_working_day(inclusive, calendar)
    if policy.kind == "working":
        same = not calendar.day(beijing_date(start)).working
        assert (inclusive == exclusive) == same


@given(policies, starts, calendars, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_later_start_never_ends_earlier(
    policy: ClockPolicy, start: datetime, calendar: Calendar, later: timedelta
) -> None:
    earlier = count(policy, start, calendar)
    assert earlier.due_at <= count(policy, start + later, calendar).due_at


@given(policies, starts, calendars)
def test_one_more_day_never_ends_earlier(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    longer = policy.model_copy(update={"days": policy.days + 1})
    shorter_end = count(policy, start, calendar).last_day
    longer_end = count(longer, start, calendar).last_day
    assert shorter_end <= longer_end
    if policy.kind == "working":
        assert longer_end == next_working_day(shorter_end, calendar)


@given(policies, starts, calendars, st.times())
def test_the_time_of_day_of_the_start_changes_nothing(
    policy: ClockPolicy, start: datetime, calendar: Calendar, other: time
) -> None:
    same_day = datetime.combine(beijing_date(start), other, BEIJING)
    one, two = count(policy, start, calendar), count(policy, same_day, calendar)
    assert one.steps == two.steps
    assert one.due_at == two.due_at


@given(policies, starts, calendars)
def test_its_sentence_names_the_start_and_the_end(
    policy: ClockPolicy, start: datetime, calendar: Calendar
) -> None:
    deadline = count(policy, start, calendar)
    told = deadline.sentence()
    for day in (beijing_date(start), deadline.last_day):
        assert f"{day.year}年{day.month}月{day.day}日" in told.zh
    assert f"{deadline.last_day:%-d %B %Y}" in told.en


days = st.dates(date(2003, 1, 1), date(2031, 12, 31))


@given(days, st.integers(0, 800), calendars)
def test_working_days_between_are_those_after_one_day_up_to_the_other(
    a: date, length: int, calendar: Calendar
) -> None:
    after = [a + n * ONE_DAY for n in range(1, length + 1)]
    expected = sum(calendar.day(day).working for day in after)
    b = a + length * ONE_DAY
    assert working_days_between(a, b, calendar) == expected
    assert working_days_between(b, a, calendar) == -expected


@given(starts, st.integers(1, 40), calendars)
def test_a_clock_without_its_start_ends_as_many_working_days_later(
    start: datetime, length: int, calendar: Calendar
) -> None:
    policy = ClockPolicy(days=length, kind="working", start="exclusive")
    end = count(policy, start, calendar).last_day
    assert working_days_between(beijing_date(start), end, calendar) == length
