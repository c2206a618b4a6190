"""A condition is true, false or unknown, and unknown only while the answers leave it open."""

from typing import Any

import pytest
from hypothesis import given
from pydantic import TypeAdapter

from shared.programmes.conditions import Condition, holds
from tests.unit.programmes.trees import Tree, answered, conditions

X: Tree = {"answer": "X", "equals": True}
_adapter: TypeAdapter[Condition] = TypeAdapter(Condition)


def held(condition: Tree, **answers: Any) -> bool | None:
    return holds(_adapter.validate_python(condition), answers)


@given(conditions, answered, answered)
def test_what_is_known_stays_so_whatever_else_is_answered(
    condition: Tree, x: bool | None, y: bool | None
) -> None:
    known = held(condition, X=x, Y=y)
    completed = {
        held(condition, X=a, Y=b)
        for a in ((True, False) if x is None else (x,))
        for b in ((True, False) if y is None else (y,))
    }
    assert None not in completed
    assert known is None or completed == {known}


@given(conditions, answered, answered)
def test_not_turns_true_and_false_and_keeps_unknown(
    condition: Tree, x: bool | None, y: bool | None
) -> None:
    inner, outer = (held(c, X=x, Y=y) for c in (condition, {"not": condition}))
    assert outer == {True: False, False: True, None: None}[inner]


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (X, {"X": True}, True),
        (X, {"X": False}, False),
        (X, {}, None),
        (X, {"X": 1}, False),
        ({"answer": "X", "equals": 1}, {"X": True}, False),
        ({"answer": "X", "one_of": ("new", "old")}, {"X": "old"}, True),
        ({"answer": "X", "one_of": ("new", "old")}, {"X": "used"}, False),
        ({"and": (X, {"answer": "Y", "equals": True})}, {"X": False}, False),
        ({"and": (X, {"answer": "Y", "equals": True})}, {"X": True}, None),
        ({"or": (X, {"answer": "Y", "equals": True})}, {"X": True}, True),
        ({"or": (X, {"answer": "Y", "equals": True})}, {"X": False}, None),
    ],
)
def test_a_condition_looks_at_value_and_type(
    condition: Tree, answers: dict[str, Any], expected: bool | None
) -> None:
    assert held(condition, **answers) is expected
