"""Which figures have to be withheld so that nobody finds a small number, not by subtraction either.

Figures rest on groups of applications or of subjects. Who knows the numbers of some groups knows
every sum and difference of them. Where that is the number of one to four who belong together, they
are as good as told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from random import Random

from services.stats.domain.questions import Group
from services.stats.domain.suppression import SMALLEST_SHOWN

PRIME = 2**61 - 1
"""Sums and differences are sought among remainders, where but by chance no two are the same."""

Kind = frozenset[Group]
"""Those who are in exactly these groups."""

Weights = Mapping[Kind, int]


def withheld(members: Mapping[Kind, int]) -> frozenset[Group]:
    """The groups of which nothing is told; `members` (an Overlap has it) says how many there are.

    The groups are all of which anything is to be told. A whole population, without conditions, is
    told of whatever its number.
    """
    numbers = {kind: number for kind, number in members.items() if number}
    groups = frozenset[Group]().union(*numbers)
    sizes = {group: sum(n for kind, n in numbers.items() if group in kind) for group in groups}
    order = sorted((g for g in groups if not _whole(g)), key=lambda g: (sizes[g], repr(g)))
    kept_back = {group for group in order if sizes[group] < SMALLEST_SHOWN}
    of_wholes = _weights(numbers, {group for group in groups if _whole(group)})
    while True:
        shown = groups - kept_back
        small = _singled_out(numbers, _weights(numbers, shown), of_wholes)
        candidates = [group for group in order if group in shown]
        if small is None or not candidates:
            return frozenset(kept_back)
        enough = (g for g in candidates if _sum(_weights(numbers, shown - {g}), small))
        kept_back.add(next(enough, candidates[0]))


def _whole(group: Group) -> bool:
    return not group.population.where and not group.number


def _singled_out(
    numbers: Mapping[Kind, int], weights: Weights, of_wholes: Weights
) -> tuple[Kind, ...] | None:
    """One to four who weigh nought, though by the whole populations alone they do not."""
    small = {kind: n for kind, n in numbers.items() if n < SMALLEST_SHOWN}
    for kinds in _weighing_nought(list(small), weights):
        few = sum(small[kind] for kind in kinds) < SMALLEST_SHOWN
        if few and _sum(of_wholes, kinds):
            return kinds
    return None


def _weighing_nought(kinds: Sequence[Kind], weights: Weights) -> Iterator[tuple[Kind, ...]]:
    """One to four kinds whose weights sum to nought; four are more than enough to be one to four.

    Two by two, since there may be many kinds.
    """
    by_weight: defaultdict[int, list[tuple[Kind, ...]]] = defaultdict(list)
    by_weight[0].append(())
    for kind in kinds:
        by_weight[weights[kind]].append((kind,))
    for first, second in combinations(kinds, 2):
        by_weight[(weights[first] + weights[second]) % PRIME].append((first, second))
    for weight, halves in by_weight.items():
        for half, other in ((a, b) for a in halves for b in by_weight.get(-weight % PRIME, ())):
            both = {*half, *other}
            if both and len(both) == len(half) + len(other):
                yield tuple(both)


def _weights(numbers: Mapping[Kind, int], shown: Set[Group]) -> Weights:
    """Weights by chance, but such that each shown group weighs nought, and so every sum of them."""
    kinds, draw = list(numbers), Random(0)
    weights = [draw.randrange(PRIME) for _ in kinds]
    for pivot, row in _solved([[int(group in kind) for kind in kinds] for group in shown]):
        weights[pivot] = 0
        weights[pivot] = -sum(map(int.__mul__, row, weights)) % PRIME
    return dict(zip(kinds, weights, strict=True))


def _solved(rows: list[list[int]]) -> list[tuple[int, list[int]]]:
    """The rows solved for a column each, which is 1 there and 0 in all others (Gauss-Jordan)."""
    solved: list[tuple[int, list[int]]] = []
    for row in rows:
        for pivot, other in solved:
            row = _less(row, other, row[pivot])
        pivot = next((column for column, value in enumerate(row) if value), -1)
        if pivot >= 0:
            inverse = pow(row[pivot], -1, PRIME)
            row = [value * inverse % PRIME for value in row]
            solved = [(at, _less(other, row, other[pivot])) for at, other in solved]
            solved.append((pivot, row))
    return solved


def _less(row: list[int], other: list[int], times: int) -> list[int]:
    if not times:
        return row
    return [(a - times * b) % PRIME for a, b in zip(row, other, strict=True)]


def _sum(weights: Weights, kinds: Sequence[Kind]) -> int:
    return sum(weights[kind] for kind in kinds) % PRIME
