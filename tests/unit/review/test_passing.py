"""The one door through which cases move, and that there is no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.review.domain.case import Case
from services.review.domain.case.case import Submission
from services.review.domain.case.passing import (
    IllegalTransition,
    begin,
    conclude,
    end_withdrawn,
    may_be_withdrawn,
    move,
    place_of,
)
from services.review.domain.stages.expiry import EXPIRING
from services.review.domain.stages.registry import KINDS
from shared.programmes import Place, Programme
from shared.programmes.path import ApplicationStage, Leaving, State
from shared.programmes.path.kinds.announcement import Announcing
from shared.programmes.path.stage import StageBase
from tests.builders import NOON
from tests.programmes.composed import paths, programme_with
from tests.unit.review.builders import CALENDAR, jiangmen, opened
from tests.unit.review.legal import may_follow

REVIEW = Path("services/review")
DOOR = REVIEW / "domain/case/passing.py"
HELD = {"stage", "entered_at", "due_at", "expires_at", "milestones"}
"""What says where a case stands, and what goes with it."""
OF_OTHERS = {
    REVIEW / "domain" / "cohorts" / "ending.py",
    REVIEW / "domain" / "recognition" / "renewing.py",
    REVIEW / "domain" / "stages" / "construction" / "events.py",
}
"""Where members of cohorts, recognitions and events have fields of these names."""
PROGRAMMES = paths().map(programme_with)
SUBMITTED = frozenset({"X", "Y"})


def standing_at(place: Place, programme: Programme, answers: frozenset[str]) -> Case:
    known = {"X": "X" in answers, "Y": "Y" in answers}
    return opened().model_copy(
        update={"programme": programme.id, "stage": place.word, "answers": known}
    )


def places(programme: Programme) -> list[Place]:
    words = [word.id for word in programme.way.words]
    found = (programme.way.place(word) for word in words)
    return [place for place in found if place is not None]


def every_state(programme: Programme) -> list[State]:
    return [state for stage in programme.way for state in stage.states]


@given(PROGRAMMES, st.data())
def test_a_case_moves_within_its_stage_by_the_table_and_in_no_other_way(
    programme: Programme, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(places(programme)))
    to = data.draw(st.sampled_from(every_state(programme)))
    case = standing_at(place, programme, SUBMITTED)
    if to in place.stage.table[place.state] and to in place.stage.reachable:
        after = move(case, programme, to, at=NOON)
        assert may_follow(case, after, programme)
        assert place_of(after, programme) == Place(place.stage, to)
    else:
        with pytest.raises(IllegalTransition):
            move(case, programme, to, at=NOON)


@given(PROGRAMMES, st.data(), st.frozensets(st.sampled_from(("X", "Y"))))
def test_a_case_leaves_its_stage_by_the_table_to_the_next_one_that_is_for_it(
    programme: Programme, data: st.DataObject, answers: frozenset[str]
) -> None:
    place = data.draw(st.sampled_from(places(programme)))
    how = data.draw(st.sampled_from(Leaving))
    case = standing_at(place, programme, answers)
    is_last = place.stage is programme.way.final
    if how in place.stage.table[place.state] and not is_last:
        after = conclude(case, programme, CALENDAR, how, at=NOON)
        assert may_follow(case, after, programme)
        assert (after.entered_at, after.stage != case.stage) == (NOON, True)
    else:
        with pytest.raises(IllegalTransition):
            conclude(case, programme, CALENDAR, how, at=NOON)


@given(PROGRAMMES, st.data())
def test_a_withdrawal_ends_a_case_once_and_not_after_its_outcome_is_public(
    programme: Programme, data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from(places(programme)))
    case = standing_at(place, programme, SUBMITTED)
    if place.state is Announcing.ANNOUNCED:
        assert not may_be_withdrawn(case, programme)
    else:
        case = end_withdrawn(case, programme, reason="sold")
        assert place_of(case, programme) is None
    with pytest.raises(IllegalTransition):
        end_withdrawn(case, programme, reason="sold")


@given(PROGRAMMES)
def test_a_case_begins_in_the_first_stage_that_is_for_it(programme: Programme) -> None:
    answers = {"X": False, "Y": True}
    submission = Submission.model_validate({**dict(opened()), "answers": answers})
    case = begin(submission, programme, CALENDAR, complete=True, at=NOON)
    place = place_of(case, programme)
    assert place is not None
    assert place.stage is programme.way.after(programme.way.entry, submission.known)
    assert place.state is place.stage.first


def test_the_clocks_of_a_stage_run_since_the_case_has_entered_it() -> None:
    case = opened()
    assert case.entered_at == case.received_at
    assert case.due_at is not None
    assert conclude(case, jiangmen(), CALENDAR, Leaving.PASSED, at=NOON).due_at is None


def test_every_kind_of_stage_that_cases_go_through_is_in_the_registry() -> None:
    kinds = {kind for kind in _subclasses(StageBase) if kind.works_on == "case"}
    assert KINDS.keys() == kinds - {ApplicationStage}
    assert EXPIRING.keys() <= KINDS.keys()


def _subclasses(kind: type[StageBase]) -> Iterator[type[StageBase]]:
    for found in kind.__subclasses__():
        yield found
        yield from _subclasses(found)


def test_no_two_ways_out_of_a_state_are_the_same() -> None:
    for kind in KINDS:
        for state, ways in kind.table.items():
            assert isinstance(state, kind.states)
            assert all(isinstance(way, (kind.states, Leaving)) for way in ways)


def test_nothing_else_in_review_writes_where_a_case_stands() -> None:
    files = [
        f for room in ("domain", "usecases", "consumers") for f in (REVIEW / room).rglob("*.py")
    ]
    written = {str(file): _written(file) for file in files if file not in {DOOR, *OF_OTHERS}}
    assert {file: names for file, names in written.items() if names} == {}
    assert _written(DOOR) >= HELD


def _written(file: Path) -> set[str]:
    """Which of the fields HELD a module names as keys, or as arguments of a case."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Dict):
            found |= {str(key.value) for key in node.keys if isinstance(key, ast.Constant)}
        if isinstance(node, ast.Call) and _name(node.func) in ("Case", "dict", "model_construct"):
            found |= {keyword.arg for keyword in node.keywords if keyword.arg}
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found |= {str(node.slice.value)} if isinstance(node.slice, ast.Constant) else set()
    return found & HELD


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
