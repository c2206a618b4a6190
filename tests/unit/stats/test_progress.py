"""Where the applications of a round are adds up to how many there are, on any path."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.stats.domain.progress import (
    column,
    exits,
    failed_column,
    failures,
    outcome,
    steps,
)
from shared.programmes import Path
from shared.programmes.conditions import Equals
from shared.programmes.path import DEFAULT_PATH, Recommendation
from tests.unit.stats.paths import Walk, paths, tally, walks

DEFAULT = Path(DEFAULT_PATH)
PATHS = st.one_of(st.just(DEFAULT), paths(), paths(), paths())


def rounds(data: st.DataObject, way: Path) -> list[Walk]:
    return data.draw(st.lists(st.sampled_from([*walks(way)]), max_size=30))


def ends(way: Path, gone: list[Walk]) -> Counter[str]:
    """What each application has come to, once nobody is recommended any more."""
    return Counter(walk.end or left_out_of(way, walk) or "open" for walk in gone)


def left_out_of(way: Path, walk: Walk) -> str | None:
    """What one counts as that waits for a recommendation, or on the way from what all reach."""
    if walk.waits is None:
        return None
    here = way.stages.index(walk.waits)
    for stage in way.stages[here:]:
        if isinstance(stage, Recommendation) and stage.milestones.passed is not None:
            return stage.left_out.id
        if any(given in way.funnel for _, given in stage.given):
            return None
    return None


@settings(max_examples=300)
@given(PATHS, st.data())
def test_those_that_succeeded_and_all_others_are_those_that_entered(
    way: Path, data: st.DataObject
) -> None:
    gone = rounds(data, way)
    assert way.success is not None
    reached = tally(way, gone)
    rows = (
        *steps((way.success,), way, reached),
        *exits(way, reached, recommending_is_over=True),
    )
    assert {row.milestone: row.count for row in rows if row.count} == ends(way, gone)


@given(PATHS, st.data())
def test_until_recommending_is_over_those_left_out_are_open(way: Path, data: st.DataObject) -> None:
    gone = rounds(data, way)
    rows = {
        row.milestone: row.count for row in exits(way, tally(way, gone), recommending_is_over=False)
    }
    left_out = {end.milestone.id for end in way.exits if end.how == "left_out"}
    assert left_out.isdisjoint(rows)
    assert rows["open"] == sum(walk.end is None for walk in gone)


@given(PATHS, st.data())
def test_each_of_the_base_is_one_part_of_the_outcome(way: Path, data: st.DataObject) -> None:
    gone = rounds(data, way)
    assert way.base is not None
    assert way.success is not None
    split = outcome(way, tally(way, gone))
    in_base = [walk for walk in gone if way.base is not None and way.base.id in walk.reached]
    became = Counter(walk.end for walk in in_base)
    failed = {end.milestone.id for end in failures(way)}
    withdrawn = way.entry.milestones.withdrawn
    assert withdrawn is not None
    assert (split.base, split.success) == (len(in_base), became[way.success.id])
    assert split.failed == sum(became[each] for each in failed)
    assert (split.withdrawn, split.undecided) == (became[withdrawn.id], became[None])
    assert split.base == split.success + split.failed + split.withdrawn + split.undecided


def test_jiangmens_columns_have_the_words_of_its_path() -> None:
    base, success, failed = (
        column(DEFAULT, DEFAULT.base),
        column(DEFAULT, DEFAULT.success),
        failed_column(DEFAULT),
    )
    assert base is not None
    assert success is not None
    assert failed is not None
    assert (base.milestone, base.stage.en, base.kind) == (
        *("recommended", "Recommendation", "recommendation"),
    )
    assert (success.name.zh, failed.name.zh) == ("认定", "未认定")


def test_where_some_pass_a_recommendation_by_those_it_left_out_are_open() -> None:
    condition = Equals(fact="prize", equals=True)
    stages = [
        stage.model_copy(update={"when": condition}) if isinstance(stage, Recommendation) else stage
        for stage in DEFAULT
    ]
    rows = exits(Path(stages), {"submitted": 3, "accepted": 3}, recommending_is_over=True)
    assert {row.milestone: row.count for row in rows if row.count} == {"open": 3}


@pytest.mark.parametrize("way", [("submitted",), ("submitted", "accepted", "recommended")])
def test_one_that_nothing_became_of_is_open(way: tuple[str, ...]) -> None:
    gone = [Walk(way, None, None), Walk(("submitted", "withdrawn"), "withdrawn", None)]
    rows = exits(DEFAULT, tally(DEFAULT, gone), recommending_is_over=True)
    assert {row.milestone: (row.count, row.share) for row in rows} == {
        "withdrawn": (1, "50.0"),
        "not_accepted": (0, "0.0"),
        "not_recommended": (0, "0.0"),
        "not_recognised": (0, "0.0"),
        "open": (1, "50.0"),
    }


def test_what_another_stream_told_first_is_never_less_than_none() -> None:
    early = {"recognised": 1, "recommended_and_withdrawn": 1}
    assert outcome(DEFAULT, early).undecided == 0
    rows = exits(DEFAULT, early, recommending_is_over=True)
    assert {row.count for row in rows} == {0, 1}
