"""The counts of a round of any size."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.replay.cast.fates import NOT_RECOMMENDED, RECOMMENDED, Fate
from deploy.replay.cast.shares import SMALLEST, Shares, half_up

sizes = st.integers(min_value=SMALLEST, max_value=200_000)


def test_the_published_round_has_the_published_figures() -> None:
    shares = Shares(1401)
    assert (shares.recommended, shares.recognised, shares.year_before) == (1401, 1128, 1367)
    assert (shares.listed, shares.removed, shares.scaled) == (1130, 2, False)


@pytest.mark.parametrize(
    ("recommended", "recognised", "removed", "year_before"),
    [(100, 81, 1, 98), (1401, 1128, 2, 1367), (20_000, 16_103, 29, 19_515)],
)
def test_other_sizes_keep_the_shares(
    recommended: int, recognised: int, removed: int, year_before: int
) -> None:
    shares = Shares(recommended)
    assert (shares.recognised, shares.removed, shares.year_before) == (
        recognised,
        removed,
        year_before,
    )


def test_a_round_too_small_for_every_fate_is_refused() -> None:
    with pytest.raises(ValueError, match="10 recommended applications or more"):
        Shares(SMALLEST - 1)


@given(sizes)
def test_the_fates_add_up_to_the_recommended_and_those_beyond(recommended: int) -> None:
    fates = Shares(recommended).fates
    assert sum(fates[fate] for fate in RECOMMENDED) == recommended
    assert sum(fates[fate] for fate in NOT_RECOMMENDED) == half_up(recommended * 18, 100)
    assert set(fates) == set(Fate)
    assert min(fates.values()) >= 0


@given(sizes)
def test_somebody_recommended_is_neither_recognised_nor_objected_to(recommended: int) -> None:
    shares = Shares(recommended)
    assert 0 < shares.recognised < shares.listed <= recommended


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_halves_round_up(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert half_up(numerator, denominator) == floor(exact + Fraction(1, 2))
