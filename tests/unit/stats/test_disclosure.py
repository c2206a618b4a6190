"""Nobody finds one to four who belong together, by adding and subtracting what is told."""

from collections.abc import Mapping, Set
from fractions import Fraction
from itertools import combinations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.stats.domain.disclosure import withheld
from services.stats.domain.questions import CATEGORY, Group, OneOf, Population, fact
from services.stats.domain.suppression import SMALLEST_SHOWN

ALL = Group(Population("shortlisted"))


def group(*values: str, number: str = "") -> Group:
    """Those of some categories, or those of all that give a number."""
    where = (OneOf(CATEGORY, frozenset(values)),) if values else ()
    return Group(Population("shortlisted", where), number)


RD, MAKING, SERVICE = group("rd"), group("making"), group("service")
PRIZE = Group(Population("shortlisted", (OneOf(fact("prize"), frozenset(("true",))),)))
SALES = group(number="sales")
GROUPS = (RD, MAKING, SERVICE, PRIZE, SALES)
MEMBERS = st.dictionaries(
    st.frozensets(st.sampled_from(GROUPS)).map(lambda some: some | {ALL}),
    st.one_of(st.integers(1, 6), st.integers(5, 40)),
    min_size=1,
    max_size=8,
)
Members = Mapping[frozenset[Group], int]


def follows(vector: list[int], rows: list[list[int]]) -> bool:
    """Whether a vector is a sum of multiples of these rows, by exact elimination."""
    left = [Fraction(value) for value in vector]
    basis: list[list[Fraction]] = []
    for row in [[Fraction(value) for value in each] for each in rows]:
        for known in basis:
            row = less(row, known)
        if any(row):
            basis.append(row)
    for known in basis:
        left = less(left, known)
    return not any(left)


def less(row: list[Fraction], known: list[Fraction]) -> list[Fraction]:
    at = next(place for place, value in enumerate(known) if value)
    return [a - row[at] / known[at] * b for a, b in zip(row, known, strict=True)]


def found_out(members: Members, told: Set[Group]) -> bool:
    """Whether one to four who belong together follow from what is told, tried one by one."""
    kinds = list(members)
    rows = [[int(each in kind) for kind in kinds] for each in told]
    whole = [[1] * len(kinds)]
    for together in range(1, SMALLEST_SHOWN):
        for some in combinations(kinds, together):
            vector = [int(kind in some) for kind in kinds]
            few = sum(members[kind] for kind in some) < SMALLEST_SHOWN
            if few and follows(vector, rows) and not follows(vector, whole):
                return True
    return False


@settings(max_examples=300)
@given(MEMBERS)
@example({frozenset((ALL, RD)): 148, frozenset((ALL, MAKING)): 33, frozenset((ALL, SERVICE)): 3})
@example({frozenset((ALL, RD)): 90, frozenset((ALL, RD, PRIZE)): 7, frozenset((ALL,)): 2})
def test_no_small_number_follows_from_what_is_told(members: Members) -> None:
    told = frozenset[Group]().union(*members) - withheld(members)
    assert not found_out(members, told)


@given(MEMBERS)
def test_a_whole_population_is_always_told_and_nothing_is_withheld_without_need(
    members: Members,
) -> None:
    groups = frozenset[Group]().union(*members)
    kept_back = withheld(members)
    assert ALL not in kept_back
    if not found_out(members, groups):
        sizes = {g: sum(n for kind, n in members.items() if g in kind) for g in kept_back}
        assert all(size < SMALLEST_SHOWN for size in sizes.values())


def test_the_smallest_other_is_withheld_with_one_that_is_small() -> None:
    members = {
        frozenset((ALL, RD)): 148,
        frozenset((ALL, MAKING)): 33,
        frozenset((ALL, SERVICE)): 3,
    }
    assert withheld(members) == {SERVICE, MAKING}


def test_all_but_a_few_are_as_telling_as_the_few() -> None:
    assert withheld({frozenset((ALL, PRIZE)): 97, frozenset((ALL,)): 3}) == {PRIZE}


def test_a_number_that_few_did_not_give_is_withheld_though_many_gave_it() -> None:
    assert withheld({frozenset((ALL, SALES)): 60, frozenset((ALL,)): 4}) == {SALES}
    assert withheld({frozenset((ALL, SALES)): 60, frozenset((ALL,)): 5}) == frozenset()


def test_the_printed_figures_of_a_session_can_all_be_told() -> None:
    members = {
        frozenset((ALL, RD)): 140,
        frozenset((ALL, RD, PRIZE)): 8,
        frozenset((ALL, MAKING)): 28,
        frozenset((ALL, MAKING, PRIZE)): 5,
        frozenset((ALL, SERVICE)): 30,
        frozenset((ALL, SERVICE, PRIZE)): 5,
    }
    assert withheld(members) == frozenset()


def test_neither_of_two_can_be_found_by_way_of_both() -> None:
    both = Group(Population("shortlisted", (*RD.population.where, *PRIZE.population.where)))
    members = {
        frozenset((ALL, RD, PRIZE, both)): 20,
        frozenset((ALL, RD)): 30,
        frozenset((ALL, PRIZE)): 25,
        frozenset((ALL,)): 2,
    }
    assert not found_out(members, frozenset[Group]().union(*members) - withheld(members))
    assert withheld(members)


def test_many_small_groups_are_dealt_with() -> None:
    many = [group(f"c{number}") for number in range(40)]
    members = {frozenset((ALL, each)): 1 + place % 7 for place, each in enumerate(many)}
    kept_back = withheld(members)
    assert all(members[frozenset((ALL, each))] >= SMALLEST_SHOWN for each in set(many) - kept_back)
