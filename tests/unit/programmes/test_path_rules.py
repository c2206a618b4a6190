"""What holds of every path that a definition may have, whatever its stages are and are called."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.programmes import Path, Place
from shared.programmes.path import WITHDRAWN, ApplicationStage, Leaving, Recommendation, Stage
from tests.programmes.composed import Stages, faulty_paths, paths, programme_with, renamed
from tests.unit.programmes.test_schema import refusal

KNOWN = [{"X": x, "Y": y} for x, y in product((True, False), repeat=2)]
"""All that the conditions of these paths can look at."""


def way_of(stages: Stages) -> Path:
    return programme_with(stages).way


def next_places(way: Path, place: Place, known: dict[str, Any]) -> Iterator[Place]:
    """Where a case may stand next, by the table of the kind and the order of the stages."""
    for step in place.stage.table[place.state]:
        if not isinstance(step, Leaving):
            if step in place.stage.reachable:
                yield Place(place.stage, step)
        elif (following := way.after(place.stage, known)) is not None:
            yield Place(following, following.first)


def places_from_the_entry(way: Path, known: dict[str, Any]) -> dict[str, set[str]]:
    """Each word that a case can come to, with the words that it can go on to from there."""
    first = way.after(way.entry, known)
    assert first is not None
    found: dict[str, set[str]] = {}
    waiting = [Place(first, first.first)]
    while waiting:
        place = waiting.pop()
        if place.word not in found:
            after = list(next_places(way, place, known))
            found[place.word] = {each.word for each in after}
            waiting += after
    return found


@given(paths())
def test_every_composed_path_loads_and_the_schema_for_editors_accepts_it(stages: Stages) -> None:
    programme = programme_with(stages)
    assert refusal(programme.model_dump(mode="json", by_alias=True, exclude_unset=True)) is None


@given(paths())
def test_every_word_and_every_milestone_stands_for_one_thing(stages: Stages) -> None:
    way = way_of(stages)
    words = [word.id for word in way.words]
    milestones = [m.id for m in way.milestones]
    milestones += [stage.left_out.id for stage in way.of_kind(Recommendation)]
    assert len(set(words)) == len(words)
    assert len(set(milestones)) == len(milestones)
    for word in words:
        place = way.place(word)
        assert (WITHDRAWN.id if place is None else place.word) == word


@given(paths(), st.sampled_from(KNOWN))
def test_a_case_only_ever_goes_forward_and_ends_at_the_last_announcement(
    stages: Stages, known: dict[str, Any]
) -> None:
    way = way_of(stages)
    order = {stage.id: i for i, stage in enumerate(way)}
    for stage in way:
        following = way.after(stage, known)
        if following is None:
            assert stage is way.final
        else:
            assert order[following.id] > order[stage.id]
            assert following.works_on == "case"


@given(paths(), st.sampled_from(KNOWN))
def test_from_every_open_place_a_case_can_come_to_an_end(
    stages: Stages, known: dict[str, Any]
) -> None:
    way = way_of(stages)
    onward = places_from_the_entry(way, known)
    ends = {word for word in onward if not _place(way, word).is_open}
    assert way.final.word(_last(way.final)).id in ends
    ending = set(ends)
    while more := {w for w, after in onward.items() if w not in ending and after & ending}:
        ending |= more
    assert ending == set(onward)
    assert all(onward[word] for word in onward if word not in ends)


@given(paths())
def test_every_place_is_one_that_some_case_can_come_to(stages: Stages) -> None:
    way = way_of(stages)
    reached = {word for known in KNOWN for word in places_from_the_entry(way, known)}
    assert {word.id for word in way.words} - {WITHDRAWN.id} == reached


@given(paths())
def test_funnel_base_success_and_exits_are_parts_of_one_path(stages: Stages) -> None:
    way = way_of(stages)
    given_ = [m.id for m in way.milestones]
    funnel = [m.id for m in way.funnel]
    assert [m for m in given_ if m in funnel] == funnel
    assert funnel[0] == "submitted"
    assert way.success is not None
    assert funnel[-1] == way.success.id
    assert way.base is not None
    assert way.base.id in funnel[:-1]
    ends = [end.milestone.id for end in way.exits]
    assert not set(ends) & set(funnel)
    assert all(way.name_of(m) is not None for m in (*given_, *ends))


@given(paths(), st.sampled_from(KNOWN))
def test_whoever_comes_to_the_last_announcement_has_reached_the_base(
    stages: Stages, known: dict[str, Any]
) -> None:
    way = way_of(stages)
    reached = set()
    stage: Stage | None = way.entry
    while stage is not None and stage is not way.final:
        moment = "submitted" if isinstance(stage, ApplicationStage) else "passed"
        reached |= {m.id for name, m in stage.given if name == moment}
        stage = way.after(stage, known)
    assert stage is way.final
    assert way.base is not None
    assert way.base.id in reached


@given(paths())
def test_every_closed_place_but_the_last_has_a_way_out_that_is_counted(stages: Stages) -> None:
    way = way_of(stages)
    counted = {end.stage.id for end in way.exits if end.how == "failed"}
    closed = {p.stage.id for w in way.words if (p := way.place(w.id)) and not p.is_open}
    announcing = {stage.id for stage in way if stage.kind == "announcement"}
    assert closed - announcing <= counted


@given(paths())
def test_other_ids_change_nothing_but_names(stages: Stages) -> None:
    def name(id_: str) -> str:
        return f"x{id_}"

    way, other = way_of(stages), way_of(renamed(stages, name))
    assert [stage.kind for stage in way] == [stage.kind for stage in other]
    assert _shape(way) == _shape(other)
    for known in KNOWN:
        before, after = places_from_the_entry(way, known), places_from_the_entry(other, known)
        assert _numbered(way, before) == _numbered(other, after)


@given(faulty_paths())
def test_a_path_with_a_mistake_is_refused_for_that_mistake(faulty: tuple[Stages, str]) -> None:
    stages, message = faulty
    with pytest.raises(ValidationError) as raised:
        programme_with(stages)
    assert any(message in error["msg"] for error in raised.value.errors())


def _place(way: Path, word: str) -> Place:
    place = way.place(word)
    assert place is not None
    return place


def _last(stage: Stage) -> Any:
    return list(stage.states)[-1]


def _shape(way: Path) -> dict[str, Any]:
    """Everything that follows from the path, with numbers in the place of ids."""
    milestones = [m.id for m in way.milestones]
    milestones += [end.milestone.id for end in way.exits if end.how == "left_out"]
    stages = [stage.id for stage in way]

    def number(milestone: Any) -> int:
        return milestones.index(milestone.id)

    return {
        "funnel": [number(m) for m in way.funnel],
        "base": number(way.base),
        "success": number(way.success),
        "exits": [
            (number(end.milestone), end.how, stages.index(end.stage.id)) for end in way.exits
        ],
        "moments": [[moment for moment, _ in stage.given] for stage in way],
        "words": len(way.words),
    }


def _numbered(way: Path, onward: dict[str, set[str]]) -> dict[int, set[int]]:
    words = [word.id for word in way.words]
    return {words.index(w): {words.index(each) for each in after} for w, after in onward.items()}
