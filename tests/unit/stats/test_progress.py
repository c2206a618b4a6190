"""Where the applications of a round are adds up to how many there are."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.progress import exits, steps

WAYS = (
    (),
    ("withdrawn",),
    ("not_accepted",),
    ("accepted",),
    ("accepted", "withdrawn"),
    ("accepted", "recommended"),
    ("accepted", "recommended", "withdrawn"),
    ("accepted", "recommended", "recognised"),
    ("accepted", "recommended", "not_recognised"),
)
"""What an application may have reached, once it is submitted."""


def tally(ways: Sequence[tuple[str, ...]]) -> Counter[str]:
    return Counter(milestone for way in ways for milestone in ("submitted", *way))


@given(st.lists(st.sampled_from(WAYS)))
def test_the_recognised_and_all_others_are_the_submitted(ways: list[tuple[str, ...]]) -> None:
    reached = tally(ways)
    rows = (*steps(("recognised",), reached), *exits(reached))

    assert sum(row.count for row in rows) == len(ways)


@pytest.mark.parametrize("way", [(), ("accepted",), ("accepted", "recommended")])
def test_one_that_nothing_became_of_is_open(way: tuple[str, ...]) -> None:
    reached = tally([way, ("withdrawn",)])

    assert {row.milestone: (row.count, row.share) for row in exits(reached)} == {
        "withdrawn": (1, "50.0"),
        "not_accepted": (0, "0.0"),
        "not_recognised": (0, "0.0"),
        "open": (1, "50.0"),
    }
