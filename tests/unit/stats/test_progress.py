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
from shared.programmes.path import DEFAULT_PATH, FormalReview, Recommendation
from shared.programmes.path.stage import StageBase
from tests.programmes.composed import paths, programme_with
from tests.unit.stats.walks import Walk, ended_as, tally, walks

DEFAULT = Path(DEFAULT_PATH)
PATHS = st.one_of(st.just(DEFAULT), paths().map(lambda stages: programme_with(stages).way))


def some(data: st.DataObject, way: Path) -> list[Walk]:
    return data.draw(st.lists(walks(way), max_size=20))


@settings(max_examples=200)
@given(PATHS, st.data())
def test_those_that_succeeded_and_all_others_are_those_that_entered(
    way: Path, data: st.DataObject
) -> None:
    gone = some(data, way)
    assert way.success is not None
    reached = tally(way, gone)
    rows = (
        *steps((way.success,), way, reached),
        *exits(way, reached, recommending_is_over=lambda _: True),
    )
    became = Counter(ended_as(way, walk) for walk in gone)
    assert {row.milestone: row.count for row in rows if row.count} == became


def test_of_those_accepted_it_is_told_who_was_by_statute_and_incomplete() -> None:
    reached = Counter(submitted=12, accepted=9, accepted_incomplete=2)
    accepted = next(one for one in steps(DEFAULT.funnel, DEFAULT, reached) if one.of_which)
    (part,) = accepted.of_which
    assert (accepted.milestone, accepted.count) == ("accepted", 9)
    assert (part.milestone, part.count, part.share) == ("accepted_incomplete", 2, "16.7")
    del reached["accepted_incomplete"]
    assert not any(one.of_which for one in steps(DEFAULT.funnel, DEFAULT, reached))


@given(PATHS, st.data())
def test_until_recommending_is_over_those_left_out_are_open(way: Path, data: st.DataObject) -> None:
    gone = some(data, way)
    found = exits(way, tally(way, gone), recommending_is_over=lambda _: False)
    rows = {row.milestone: row.count for row in found}
    left_out = {end.milestone.id for end in way.exits if end.how == "left_out"}
    assert left_out.isdisjoint(rows)
    assert rows["open"] == sum(walk.end is None for walk in gone)


@given(PATHS, st.data())
def test_each_of_the_base_is_one_part_of_the_outcome(way: Path, data: st.DataObject) -> None:
    gone = some(data, way)
    base, success, withdrawn = way.base, way.success, way.entry.milestones.withdrawn
    assert base is not None
    assert success is not None
    assert withdrawn is not None
    split = outcome(way, tally(way, gone))
    in_base = [walk for walk in gone if base.id in walk.reached]
    became = Counter(walk.end for walk in in_base)
    assert (split.base, split.success) == (len(in_base), became[success.id])
    assert split.failed == sum(became[end.milestone.id] for end in failures(way))
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


def passed_by_some(kind: type[StageBase]) -> Path:
    """Jiangmen's path with a condition on its stage of one kind."""
    prize = {"when": Equals(fact="prize", equals=True)}
    stages = (s.model_copy(update=prize) if isinstance(s, kind) else s for s in DEFAULT)
    return Path(list(stages))


def test_those_are_left_out_too_that_passed_by_an_earlier_stage() -> None:
    gone = [
        Walk(("submitted",), None),
        Walk(("submitted", "accepted"), None),
        Walk(("submitted", "not_accepted"), "not_accepted"),
        Walk(("submitted", "recommended"), None),
    ]
    way = passed_by_some(FormalReview)
    rows = exits(way, tally(way, gone), recommending_is_over=lambda _: True)
    assert {row.milestone: row.count for row in rows if row.count} == {
        "not_recommended": 2,
        "not_accepted": 1,
        "open": 1,
    }


def test_where_some_pass_a_recommendation_by_those_it_left_out_are_open() -> None:
    way = passed_by_some(Recommendation)
    rows = exits(way, {"submitted": 3, "accepted": 3}, recommending_is_over=lambda _: True)
    assert {row.milestone: row.count for row in rows if row.count} == {"open": 3}


@pytest.mark.parametrize("way", [("submitted",), ("submitted", "accepted", "recommended")])
def test_one_that_nothing_became_of_is_open(way: tuple[str, ...]) -> None:
    gone = [Walk(way, None), Walk(("submitted", "withdrawn"), "withdrawn")]
    rows = exits(DEFAULT, tally(DEFAULT, gone), recommending_is_over=lambda _: True)
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
    rows = exits(DEFAULT, early, recommending_is_over=lambda _: True)
    assert {row.count for row in rows} == {0, 1}
