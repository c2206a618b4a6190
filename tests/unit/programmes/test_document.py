"""A YAML text is read, or each thing that it can't mean is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.programmes import Problem, ProgrammeInvalid
from shared.programmes.document import Document


def refused(text: str) -> list[str]:
    with pytest.raises(ProgrammeInvalid) as invalid:
        Document(text, "x.yaml")
    return [str(problem) for problem in invalid.value.problems]


def test_every_impossible_value_is_named_at_once() -> None:
    assert refused("a: 2024-02-30\nb:\n  - .inf\n  - {c: 2024-01-01 24:00:00}\n") == [
        "x.yaml:1: a: expected a date of the calendar, like 2019-05-06, not '2024-02-30'",
        "x.yaml:3: b[0]: expected a number, like 12 or 0.5, not '.inf'",
        "x.yaml:4: b[1].c: expected an instant with its time zone, "
        "like 2019-05-06T00:00:00+08:00, not '2024-01-01 24:00:00'",
    ]


def test_a_number_of_many_digits_is_named_by_its_first() -> None:
    (said,) = refused(f"a: {'1' * 9_999}")
    assert said == f"x.yaml:1: a: expected a number, like 12 or 0.5, not '{'1' * 80}…'"


TAGS = st.sampled_from(
    ["", "!!bool ", "!!int ", "!!float ", "!!null ", "!!timestamp ", "!!binary "]
)
DATES = st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){2}(T[0-9]{2}:[0-9]{2}:00[+-][0-9]{2}:00)?\Z")
NUMBERS = st.from_regex(r"\A[-+]?(0[bx])?[0-9_]*(:[0-9]{2})?\.?(e[+-][0-9]{1,30}|nan|inf)?\Z")


@given(tag=TAGS, text=DATES | NUMBERS | st.text(max_size=8))
def test_whatever_stands_there_is_read_or_refused_with_its_line(tag: str, text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        Document(f"# one value\na: {tag}{text}\n", "x.yaml")
    except ProgrammeInvalid as invalid:
        problems = invalid.problems
    assert all(str(problem).startswith("x.yaml:") for problem in problems)
