"""Exact totals under bounds: met whenever they can be met."""

from collections import Counter
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.replay.cast.allocation import CannotAllocate, allocate, spread

VALUES = "abc"
bounds = st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=1, max_size=5)


def can_be_met(wants: list[int], totals: dict[str, int], most: list[list[int]]) -> bool:
    """Tries every way to give the values away."""
    takers = [taker for taker, want in enumerate(wants) for _ in range(want)]
    deck = [value for value, total in totals.items() for _ in range(total)]
    for dealt in set(permutations(deck)):
        given = Counter(zip(takers, dealt, strict=True))
        if all(n <= most[taker][VALUES.index(value)] for (taker, value), n in given.items()):
            return True
    return not deck


@given(bounds, st.data())
def test_totals_are_met_exactly_within_the_bounds_or_cannot_be_met_at_all(
    most: list[list[int]], data: st.DataObject
) -> None:
    deck = data.draw(st.lists(st.sampled_from(VALUES), max_size=6))
    totals = {value: deck.count(value) for value in VALUES}
    cuts = data.draw(
        st.lists(st.integers(0, len(most) - 1), min_size=len(deck), max_size=len(deck))
    )
    wants = [cuts.count(taker) for taker in range(len(most))]
    seed = data.draw(st.integers(0, 99))

    def bound(taker: int, value: str) -> int:
        return most[taker][VALUES.index(value)]

    try:
        given = allocate(wants, totals, bound, Random(seed))
    except CannotAllocate:
        assert not can_be_met(wants, totals, most)
        return
    assert Counter(value for values in given for value in values) == Counter(deck)
    assert [len(values) for values in given] == wants
    for taker, values in enumerate(given):
        assert all(n <= bound(taker, value) for value, n in Counter(values).items())


def test_a_chain_of_exchanges_is_found_where_no_free_value_fits() -> None:
    allowed = [{"a"}, {"a", "b"}, {"b", "c"}]
    for seed in range(50):
        given = allocate(
            [1, 1, 1],
            {"a": 1, "b": 1, "c": 1},
            lambda taker, value: value in allowed[taker],
            Random(seed),
        )
        assert given == [["a"], ["b"], ["c"]]


def test_a_total_that_nobody_may_have_is_named() -> None:
    with pytest.raises(CannotAllocate, match=r"may have b \(1 too many\)"):
        allocate([1, 1], {"a": 1, "b": 1}, lambda _, value: value == "a", Random(1))


def test_the_same_seed_gives_the_same_and_another_seed_something_else() -> None:
    def dealt(seed: int) -> list[list[str]]:
        return allocate([1] * 40, {"a": 20, "b": 20}, lambda *_: 1, Random(seed))

    assert dealt(1) == dealt(1)
    assert dealt(1) != dealt(2)


@given(st.integers(1, 200), st.integers(0, 50), st.integers(0, 5000), st.data())
def test_numbers_have_exactly_the_sum_and_keep_their_bounds(
    takers: int, low: int, wide: int, data: st.DataObject
) -> None:
    high = low + wide
    total = data.draw(st.integers(takers * low, takers * high))
    numbers = spread(total, takers, low, high, Random(7))
    assert sum(numbers) == total
    assert len(numbers) == takers
    assert all(low <= number <= high for number in numbers)


def test_a_sum_out_of_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="can't sum up to 31"):
        spread(31, 3, 1, 10, Random(1))
