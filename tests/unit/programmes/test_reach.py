"""Whether a condition can be true is found out whatever it compares."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from shared.programmes import load_file
from shared.programmes.conditions import Condition, holds
from shared.programmes.reach import can_hold, can_pass_by
from tests.unit.programmes.test_faults import FOLDER

RULES = load_file(FOLDER / "good.yaml")
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
BOUNDS = st.integers(1, 6)
HALVES = st.integers(1, 12).map(lambda n: Decimal(n) / 2)
STAFF = st.integers(1, 8)


def compared(key: str, id_: str, value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    how = ["equals", "less_than", "at_least"] if value in (BOUNDS, HALVES) else ["equals"]
    return st.builds(lambda name, v: {key: id_, name: v}, st.sampled_from(how), value)


leaves = st.one_of(
    compared("answer", "staff", BOUNDS),
    compared("answer", "regulated", st.booleans()),
    compared("answer", "award", st.sampled_from(["none", "city"])),
    compared("fact", "annual_sales", HALVES),
    compared("fact", "champion", st.sampled_from(["national", "provincial"])),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda part: {"not": part}, inner),
        st.builds(lambda parts: {"and": tuple(parts)}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"or": tuple(parts)}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=5,
).map(CONDITION.validate_python)
applications = st.fixed_dictionaries(
    {"staff": STAFF, "regulated": st.booleans(), "award": st.sampled_from(["none", "city"])},
    optional={
        "annual_sales": st.integers(0, 8),
        "champion": st.sampled_from(["national", "provincial"]),
    },
)


def of(text: dict[str, Any]) -> Condition:
    return CONDITION.validate_python(text)


@given(conditions, applications)
def test_what_is_true_of_some_application_can_be_true(
    condition: Condition, known: dict[str, Any]
) -> None:
    assert can_hold(condition, RULES) or holds(condition, known) is not True


@given(st.lists(conditions, min_size=1, max_size=2), applications)
def test_what_some_application_passes_by_can_be_passed_by(
    some: list[Condition], known: dict[str, Any]
) -> None:
    assert can_pass_by(some, RULES) or any(holds(each, known) for each in some)


@given(conditions)
def test_a_condition_and_its_contrary_are_never_both_true(condition: Condition) -> None:
    inner = condition.model_dump(exclude_none=True)
    assert not can_hold(of({"and": (inner, {"not": inner})}), RULES)


def test_there_is_no_number_between_two_that_follow_one_another() -> None:
    between = ({"answer": "staff", "at_least": 5}, {"answer": "staff", "less_than": 6})
    assert can_hold(of({"and": between}), RULES)
    assert not can_hold(of({"and": (*between, {"not": {"answer": "staff", "equals": 5}})}), RULES)


def test_no_number_is_below_the_minimum_of_its_answer() -> None:
    assert not can_hold(of({"answer": "staff", "less_than": 1}), RULES)
    assert can_hold(of({"answer": "staff", "less_than": 2}), RULES)


def test_an_answer_is_there_while_a_fact_may_be_unknown() -> None:
    yes = of({"answer": "regulated", "equals": True})
    no = of({"answer": "regulated", "equals": False})
    assert not can_pass_by((yes, no), RULES)
    held = of({"fact": "high_tech", "equals": True})
    not_held = of({"fact": "high_tech", "equals": False})
    assert can_pass_by((held, not_held), RULES)


def test_what_would_take_too_long_to_try_is_taken_to_be_possible() -> None:
    both = [{"answer": "staff", "equals": n} for n in range(1, 200)]
    more = [{"fact": "annual_sales", "equals": n} for n in range(1, 200)]
    assert can_hold(of({"and": (*both, *more)}), RULES)
    assert not can_pass_by((of({"or": (*both, *more)}),), RULES)
