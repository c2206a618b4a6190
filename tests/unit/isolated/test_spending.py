"""Whose files took much lately waits; what he took fades."""

from hypothesis import given
from hypothesis import strategies as st

from shared.isolated import spending
from shared.isolated.spending import FORGOTTEN, FREE, MANY, Spending


def test_who_has_sent_nothing_is_not_past_what_is_free() -> None:
    assert not Spending().is_past_free("a", 0.0)


@given(st.lists(st.floats(0.0, FREE), min_size=1, max_size=9))
def test_only_what_one_took_himself_counts(taken: list[float]) -> None:
    made = Spending()
    for seconds in taken:
        made.add("a", seconds, 0.0)
    assert made.is_past_free("a", 0.0) == (sum(taken) > FREE)
    assert not made.is_past_free("b", 0.0)


def test_what_was_taken_fades() -> None:
    made = Spending()
    made.add("a", 2 * FREE, 0.0)
    assert made.is_past_free("a", 0.9 * FREE / FORGOTTEN)
    assert not made.is_past_free("a", 1.1 * FREE / FORGOTTEN)


def test_of_many_senders_only_those_are_remembered_of_whom_something_is_left() -> None:
    made = Spending()
    made.add("much", 9 * FREE, 0.0)
    for number in range(2 * MANY):
        made.add(str(number), 0.0, 1.0)
    assert made.is_past_free("much", 1.0)
    assert len(made._spent) <= spending.MANY + 1
