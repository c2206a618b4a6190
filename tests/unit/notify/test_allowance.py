"""An agency may ask often for a moment, and steadily for long."""

from hypothesis import given
from hypothesis import strategies as st

from services.notify.domain.agencies.allowance import A_SECOND, AT_ONCE, Allowance

PAUSES = st.lists(st.floats(0, 2), max_size=400)


def test_so_many_in_a_row_and_no_more() -> None:
    allowance = Allowance.full(0.0)
    assert [allowance.take(0.0) for _ in range(AT_ONCE)] == [0.0] * AT_ONCE
    assert 0 < allowance.take(0.0) <= 1 / A_SECOND


def test_whoever_waits_as_long_as_told_is_let_in() -> None:
    allowance = Allowance.full(0.0)
    while (wait := allowance.take(0.0)) == 0:
        pass
    assert allowance.take(wait + 0.001) == 0


@given(PAUSES)
def test_over_any_time_no_more_than_is_stated(pauses: list[float]) -> None:
    allowance, now, taken = Allowance.full(0.0), 0.0, 0
    for pause in pauses:
        now += pause
        taken += allowance.take(now) == 0
    assert taken <= AT_ONCE + now * A_SECOND + 1
