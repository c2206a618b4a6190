"""A letter refused for now is tried again, later and later, for a good day."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.retry import JITTER, LONGEST_RETRY_AFTER, WAITS, wait_before

RETRIES = st.integers(1, len(WAITS))
JITTERS = st.floats(-1, 1)
ASKED = st.none() | st.timedeltas(timedelta(0), timedelta(days=3))


@given(RETRIES, JITTERS, ASKED)
def test_what_the_server_asks_for_only_ever_delays(
    retry: int, jitter: float, asked: timedelta | None
) -> None:
    without = wait_before(retry, jitter=jitter)
    wait = wait_before(retry, jitter=jitter, asked=asked)
    assert without is not None
    assert wait is not None
    assert wait >= without
    assert wait >= min(asked or timedelta(0), LONGEST_RETRY_AFTER)


@given(RETRIES, JITTERS)
def test_jitter_spreads_a_wait_by_a_fifth(retry: int, jitter: float) -> None:
    wait = wait_before(retry, jitter=jitter)
    assert wait is not None
    planned = WAITS[retry - 1]
    second = timedelta(microseconds=1)
    assert planned * (1 - JITTER) - second <= wait <= planned * (1 + JITTER) + second


def test_the_plan_ends_after_a_good_day() -> None:
    assert wait_before(len(WAITS) + 1, jitter=0) is None
    assert timedelta(days=1) < sum(WAITS, timedelta()) < timedelta(days=2)
    assert list(WAITS) == sorted(WAITS)
