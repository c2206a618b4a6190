"""What holds of every requirement tree, whatever was handed in."""

import random

from hypothesis import given
from hypothesis import strategies as st

from shared.programmes import check
from tests.unit.programmes.definitions import dossier, programme
from tests.unit.programmes.trees import (
    ITEMS,
    Tree,
    answered,
    conditional,
    conditions,
    handed_in,
    unconditional,
)

parts = st.lists(unconditional, min_size=1, max_size=4).map(tuple)
some_conditional = st.lists(conditional, min_size=1, max_size=3)


def _met(tree: Tree, handed: frozenset[str]) -> bool:
    """The meaning of a tree, said once more in the plainest way."""
    ((kind, of),) = tree.items()
    if kind == "material":
        return of in handed
    if kind == "n_of":
        return sum(_met(part, handed) for part in of["of"]) >= int(of["n"])
    return (all if kind == "all_of" else any)(_met(part, handed) for part in of)


@given(unconditional, handed_in)
def test_a_dossier_is_complete_exactly_when_its_tree_is_met(
    tree: Tree, handed: frozenset[str]
) -> None:
    assert check(programme(tree), dossier(*handed)).complete == _met(tree, handed)


@given(unconditional, handed_in, st.sampled_from(ITEMS))
def test_one_more_material_never_makes_a_complete_dossier_incomplete(
    tree: Tree, handed: frozenset[str], more: str
) -> None:
    rules = programme(tree)
    before = check(rules, dossier(*handed)).complete
    assert check(rules, dossier(*handed | {more})).complete >= before


@given(parts, handed_in)
def test_any_of_is_one_of_n(of: tuple[Tree, ...], handed: frozenset[str]) -> None:
    given_in = dossier(*handed)
    one_of = check(programme({"n_of": {"n": 1, "of": of}}), given_in)
    assert check(programme({"any_of": of}), given_in) == one_of


@given(parts, handed_in)
def test_all_of_is_every_one_of_n(of: tuple[Tree, ...], handed: frozenset[str]) -> None:
    given_in = dossier(*handed)
    every = check(programme({"n_of": {"n": len(of), "of": of}}), given_in)
    assert check(programme({"all_of": of}), given_in) == every


@given(parts, handed_in, st.randoms(use_true_random=False))
def test_the_order_of_requirements_does_not_matter(
    of: tuple[Tree, ...], handed: frozenset[str], chance: random.Random
) -> None:
    shuffled = list(of)
    chance.shuffle(shuffled)
    one, other = (check(programme(*order), dossier(*handed)) for order in (of, shuffled))
    assert [(f.requirement, f.status, f.reason, set(f.alternatives)) for f in one.findings] == [
        (f.requirement, f.status, f.reason, set(f.alternatives)) for f in other.findings
    ]


@given(conditions, unconditional, st.booleans(), st.booleans())
def test_what_a_false_condition_asks_for_is_not_applicable(
    condition: Tree, then: Tree, x: bool, y: bool
) -> None:
    either = {"or": (condition, {"not": condition})}
    rules = programme({"when": {"condition": {"not": either}, "then": then}})
    report = check(rules, dossier(x=x, y=y))
    assert report.complete
    assert {f.status for f in report.findings if f.requirement in _items(then)} == {
        "not_applicable"
    }


@given(parts, parts, handed_in, st.booleans())
def test_a_true_condition_asks_for_the_same_as_none(
    first: tuple[Tree, ...], then: tuple[Tree, ...], handed: frozenset[str], x: bool
) -> None:
    when = {"when": {"condition": {"answer": "X", "equals": x}, "then": {"all_of": then}}}
    given_in = dossier(*handed, x=x)
    assert check(programme(*first, when), given_in) == check(programme(*first, *then), given_in)


@given(some_conditional, handed_in, answered, answered, st.data())
def test_supplying_what_is_missing_makes_it_complete(
    trees: list[Tree], handed: frozenset[str], x: bool | None, y: bool | None, data: st.DataObject
) -> None:
    rules = programme(*trees)
    report = check(rules, dossier(*handed, x=x, y=y))
    supplied = {finding.requirement for finding in report.missing}
    now_x = data.draw(st.booleans()) if "X" in supplied else x
    now_y = data.draw(st.booleans()) if "Y" in supplied else y
    later = check(rules, dossier(*handed | (supplied & set(ITEMS)), x=now_x, y=now_y))
    assert later.complete, later.gaps
    assert later.missing == ()


@given(
    st.lists(conditional, min_size=1, max_size=3),
    handed_in,
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_supplying_one_branch_of_each_choice_is_enough(
    trees: list[Tree], handed: frozenset[str], x: bool, y: bool, data: st.DataObject
) -> None:
    rules = programme(*trees)
    supplied: set[str] = set()
    for gap in check(rules, dossier(*handed, x=x, y=y)).gaps:
        each = gap.ways or [(way,) for way in gap.alternatives]
        for ways in data.draw(st.permutations(each))[: gap.choose]:
            supplied |= set(data.draw(st.sampled_from(ways)))
    assert check(rules, dossier(*handed | supplied, x=x, y=y)).complete


@given(some_conditional, handed_in, answered, answered)
def test_the_items_in_the_way_are_those_of_the_gaps(
    trees: list[Tree], handed: frozenset[str], x: bool | None, y: bool | None
) -> None:
    report = check(programme(*trees), dossier(*handed, x=x, y=y))
    in_gaps = {item for gap in report.gaps for item in gap.items}
    assert {finding.requirement for finding in report.missing} == in_gaps
    assert report.complete == (not report.missing)


def _items(tree: Tree) -> set[str]:
    ((kind, of),) = tree.items()
    if kind == "material":
        return {of}
    return set().union(*(_items(part) for part in (of["of"] if kind == "n_of" else of)))
