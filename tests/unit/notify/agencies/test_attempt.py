"""What an attempt means: taken, tried later, or given up."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.attempt import Attempt, Fault, asked_for, verdict
from services.notify.domain.agencies.failing import LEFT_ALONE, left_alone, measure
from services.notify.domain.retry import WAITS

NOON = datetime(2019, 7, 1, 4, tzinfo=UTC)
FAILED = Attempt(at=NOON, milliseconds=3, status=500, fault=None, answer="")


def tried(status: int | None, fault: Fault | None = None) -> Attempt:
    """An attempt that ended so."""
    return Attempt(at=NOON, milliseconds=3, status=status, fault=fault, answer="")


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_2xx_is_taken(status: int) -> None:
    found = verdict(tried(status), 1, retry_after="60", real=NOON, jitter=float)
    assert (found.fate, found.next_at) == ("delivered", None)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 410, 429, 500, 503])
def test_whatever_else_is_said_is_tried_later(status: int) -> None:
    found = verdict(tried(status), 1, retry_after=None, real=NOON, jitter=float)
    assert (found.fate, found.next_at) == ("waiting", NOON + WAITS[0])


@given(st.integers(1, len(WAITS)), st.floats(-1, 1), st.one_of(st.none(), st.integers(0, 200_000)))
def test_what_a_receiver_asks_for_only_delays(n: int, jitter: float, asked: int | None) -> None:
    text = None if asked is None else str(asked)
    found = verdict(FAILED, n, retry_after=text, real=NOON, jitter=lambda: jitter)
    assert found.fate == "waiting"
    assert found.next_at is not None
    assert found.next_at - NOON >= WAITS[n - 1] * 0.8
    assert found.next_at - NOON <= timedelta(hours=12)


def test_it_is_given_up_when_all_attempts_failed() -> None:
    assert verdict(FAILED, 8, retry_after=None, real=NOON, jitter=float).fate == "failed"


def test_what_is_too_large_is_never_tried_later() -> None:
    assert verdict(tried(None, "size"), 1, retry_after=None, real=NOON, jitter=float).fate == (
        "failed"
    )


def test_a_receiver_asks_in_seconds_or_by_a_date() -> None:
    assert asked_for(" 120 ", NOON) == timedelta(minutes=2)
    later = format_datetime(NOON + timedelta(hours=1), usegmt=True)
    assert asked_for(later, NOON) == timedelta(hours=1)
    assert asked_for(format_datetime(NOON - timedelta(hours=1), usegmt=True), NOON) == timedelta()


@given(st.text(max_size=40))
def test_whatever_stands_there_it_is_read_or_passed_over(text: str) -> None:
    found = asked_for(text, NOON)
    assert found is None or found >= timedelta()


def test_a_receiver_that_takes_nothing_is_warned_of_after_a_day_and_given_up_after_five() -> None:
    day = timedelta(days=1)
    assert measure(None, warned=False, real=NOON) == "none"
    assert measure(NOON, warned=False, real=NOON + 0.9 * day) == "none"
    assert measure(NOON, warned=False, real=NOON + day) == "warn"
    assert measure(NOON, warned=True, real=NOON + 4.9 * day) == "none"
    assert measure(NOON, warned=True, real=NOON + 5 * day) == "disable"


def test_who_takes_nothing_is_left_alone_for_ever_longer_up_to_a_bound() -> None:
    waits = [left_alone(n) for n in range(1, 5000)]
    assert waits[:3] == [LEFT_ALONE[0] * factor for factor in (1, 2, 4)]
    assert waits == sorted(waits)
    assert waits[-1] == LEFT_ALONE[1]
