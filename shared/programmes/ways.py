"""How many sets of items a requirement can be met with."""

from collections.abc import Iterable
from math import prod

from shared.programmes.requirements import (
    AllOf,
    AnswerLeaf,
    AnyOf,
    MaterialLeaf,
    NOf,
    Requirement,
    Some,
    When,
)


def ways(requirement: Requirement) -> int:
    """The sets that meet it, each of which a letter may have to name; repeats count."""
    match requirement:
        case MaterialLeaf() | AnswerLeaf():
            return 1
        case When(when=conditional):
            return ways(conditional.then)
        case AllOf(all_of=parts):
            return prod(map(ways, parts))
        case AnyOf(any_of=parts):
            return _choosing(1, map(ways, parts))
        case NOf(n_of=Some(n=n, of=parts)):
            return _choosing(n, map(ways, parts))


def _choosing(n: int, parts: Iterable[int]) -> int:
    """Sum over all choices of n parts of the product of their ways."""
    found = [1, *[0] * n]
    for part in parts:
        for chosen in range(n, 0, -1):
            found[chosen] += found[chosen - 1] * part
    return found[n]
