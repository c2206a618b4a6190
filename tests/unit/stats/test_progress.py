"""Where the applications of a round are adds up to how many there are."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.milestones import COUNTED, INDEX, counted, milestone_of, pack
from services.stats.domain.progress import exits, outcome, steps

Way = tuple[str, ...]
ENDS: dict[Way, str] = {
    (): "open",
    ("withdrawn",): "withdrawn",
    ("not_accepted",): "not_accepted",
    ("not_accepted", "withdrawn"): "withdrawn",
    ("accepted",): "not_recommended",
    ("accepted", "withdrawn"): "withdrawn",
    ("accepted", "recommended"): "open",
    ("accepted", "recommended", "withdrawn"): "withdrawn",
    ("accepted", "recommended", "recognised"): "recognised",
    ("accepted", "recommended", "not_recognised"): "not_recognised",
    ("accepted", "recommended", "recognised", "withdrawn"): "recognised",
    ("accepted", "recommended", "not_recognised", "withdrawn"): "not_recognised",
}
"""What an application may have reached, once it is submitted, and what became of it."""


def tally(ways: Sequence[Way]) -> Counter[str]:
    return Counter(
        COUNTED[milestone_of(packed)]
        for way in ways
        for packed in counted(tuple(sorted(pack(INDEX[m], 1) for m in ("submitted", *way))))
    )


@given(st.lists(st.sampled_from([*ENDS])))
def test_the_recognised_and_all_others_are_the_submitted(ways: list[Way]) -> None:
    reached = tally(ways)
    rows = (*steps(("recognised",), reached), *exits(reached, recommending_is_over=True))

    assert {row.milestone: row.count for row in rows if row.count} == Counter(
        ENDS[way] for way in ways
    )


@given(st.lists(st.sampled_from([*ENDS])))
def test_until_recommending_is_over_those_left_out_are_open(ways: list[Way]) -> None:
    rows = {row.milestone: row.count for row in exits(tally(ways), recommending_is_over=False)}

    assert "not_recommended" not in rows
    assert rows["open"] == sum(ENDS[way] in ("open", "not_recommended") for way in ways)


@given(st.lists(st.sampled_from([*ENDS])))
def test_each_of_the_recommended_is_one_part_of_the_outcome(ways: list[Way]) -> None:
    split = outcome(tally(ways)).model_dump()
    became = Counter(ENDS[way] for way in ways if "recommended" in way)

    assert split == {
        "recommended": became.total(),
        "recognised": became["recognised"],
        "not_recognised": became["not_recognised"],
        "withdrawn": became["withdrawn"],
        "undecided": became["open"],
    }


@pytest.mark.parametrize("way", [(), ("accepted", "recommended")])
def test_one_that_nothing_became_of_is_open(way: Way) -> None:
    rows = exits(tally([way, ("withdrawn",)]), recommending_is_over=True)

    assert {row.milestone: (row.count, row.share) for row in rows} == {
        "withdrawn": (1, "50.0"),
        "not_accepted": (0, "0.0"),
        "not_recommended": (0, "0.0"),
        "not_recognised": (0, "0.0"),
        "open": (1, "50.0"),
    }


def test_what_another_stream_told_first_is_never_less_than_none() -> None:
    early = {"recognised": 1, "recommended_and_withdrawn": 1}

    assert outcome(early).undecided == 0
    assert {row.count for row in exits(early, recommending_is_over=True)} == {0, 1}
