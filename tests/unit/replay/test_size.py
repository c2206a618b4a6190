"""The counts of a round of any size."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.local.places import PROGRAMMES
from deploy.replay.scenario.catalogue import Scenarios
from deploy.replay.scenario.counts import apportion, half_up
from deploy.replay.scenario.loading import Replay

SMALLEST = 10
JIANGMEN = Scenarios(PROGRAMMES).load("jiangmen-2019")
sizes = st.integers(min_value=SMALLEST, max_value=200_000)
weights = st.dictionaries(st.text("abcdef", min_size=1), st.integers(1, 100), min_size=1)


def fates(applications: int) -> dict[str, dict[str, int]]:
    """How many applications meet each fate, group by group."""
    size = JIANGMEN.size(applications)
    return {g.id: apportion(size.of(g.applications), g.fates) for g in JIANGMEN.scenario.groups}


def test_the_published_round_has_the_published_figures(replay: Replay) -> None:
    size = replay.size()
    counts = size.counts
    assert (counts["recommended"], counts["recognised"], counts["year_before"]) == (
        1401,
        1128,
        1367,
    )
    assert (counts["listed"], counts["removed"], size.scaled) == (1130, 2, False)


@pytest.mark.parametrize(
    ("recommended", "recognised", "removed", "year_before"),
    [(100, 81, 1, 98), (1401, 1128, 2, 1367), (20_000, 16_103, 29, 19_515)],
)
def test_other_sizes_keep_the_proportions(
    replay: Replay, recommended: int, recognised: int, removed: int, year_before: int
) -> None:
    counts = replay.size(recommended).counts
    assert (counts["recognised"], counts["removed"], counts["year_before"]) == (
        recognised,
        removed,
        year_before,
    )


def test_a_round_too_small_for_every_fate_is_refused(replay: Replay) -> None:
    with pytest.raises(ValueError, match="10 applications or more"):
        replay.size(SMALLEST - 1)


@given(sizes)
def test_the_fates_add_up_to_the_recommended_and_those_beyond(recommended: int) -> None:
    found = fates(recommended)
    assert sum(found["recommended"].values()) == recommended
    assert sum(found["others"].values()) == half_up(recommended * 18, 100)
    met = {fate for group in found.values() for fate in group}
    assert met == set(JIANGMEN.scenario.fates)
    assert min(number for group in found.values() for number in group.values()) >= 0


@given(sizes)
def test_somebody_recommended_is_neither_recognised_nor_objected_to(recommended: int) -> None:
    counts = JIANGMEN.size(recommended).counts
    assert 0 < counts["recognised"] < counts["listed"] <= recommended


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_halves_round_up(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert half_up(numerator, denominator) == floor(exact + Fraction(1, 2))


@given(st.integers(0, 10_000), weights)
def test_seats_are_all_given_and_none_is_a_whole_seat_off_its_part(
    seats: int, weights: dict[str, int]
) -> None:
    given = apportion(seats, weights)
    assert sum(given.values()) == seats
    whole = sum(weights.values())
    assert all(abs(given[k] - Fraction(seats * w, whole)) < 1 for k, w in weights.items())
