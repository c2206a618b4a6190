"""Which demands of a requirement tree are unmet, given the items that are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, combinations, product
from typing import Any

from shared.programmes.conditions import holds
from shared.programmes.report import Gap
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


def unmet(
    requirements: Iterable[Requirement], met: Set[str], answers: Mapping[str, Any]
) -> tuple[Gap, ...]:
    """The unmet demands, where a choice that the mandatory ones will settle is left out."""
    tree = tuple(requirements)
    mandatory: dict[Gap, None] = {}
    # A licence that is asked for anyway also settles "one of report, licence, contract", or
    # leaves but one way through it, which is then asked for anyway as well.
    owed: set[str] = set()
    while True:
        gaps = _all(tree, met | owed, answers)
        settled = [gap for gap in gaps if not gap.is_choice and not gap.tentative]
        if not settled:
            return tuple(dict.fromkeys((*mandatory, *gaps)))
        mandatory |= dict.fromkeys(settled)
        owed.update(item for gap in settled for item in gap.items)


def applicable(requirements: Iterable[Requirement], answers: Mapping[str, Any]) -> set[str]:
    """The items of the tree that no condition known to be false rules out."""
    found: set[str] = set()
    for requirement in requirements:
        match requirement:
            case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
                found.add(item)
            case When(when=conditional):
                if holds(conditional.condition, answers) is not False:
                    found |= applicable((conditional.then,), answers)
            case AllOf(all_of=parts) | AnyOf(any_of=parts) | NOf(n_of=Some(of=parts)):
                found |= applicable(parts, answers)
    return found


def _all(parts: Iterable[Requirement], met: Set[str], answers: Mapping[str, Any]) -> list[Gap]:
    return [gap for part in parts for gap in _one(part, met, answers)]


def _one(requirement: Requirement, met: Set[str], answers: Mapping[str, Any]) -> list[Gap]:
    match requirement:
        case MaterialLeaf(material=item) | AnswerLeaf(answer=item):
            return [] if item in met else [Gap(((item,),))]
        case AllOf(all_of=parts):
            return _all(parts, met, answers)
        case AnyOf(any_of=parts):
            return _some(1, parts, met, answers)
        case NOf(n_of=Some(n=n, of=parts)):
            return _some(n, parts, met, answers)
        case When(when=conditional):
            known = holds(conditional.condition, answers)
            if known is False:
                return []
            inner = _one(conditional.then, met, answers)
            return inner if known else [_tentative(gap) for gap in inner]


def _some(
    n: int, parts: Sequence[Requirement], met: Set[str], answers: Mapping[str, Any]
) -> list[Gap]:
    branches = [_one(part, met, answers) for part in parts]
    open_branches = [branch for branch in branches if branch]
    short = n - (len(branches) - len(open_branches))
    if short <= 0:
        return []
    if short == len(open_branches):
        return [gap for branch in open_branches for gap in branch]
    if short == 1:
        ways = (way for branch in open_branches for way in _ways(branch))
        return [Gap(tuple(dict.fromkeys(ways)))]
    alternatives = tuple(
        tuple(dict.fromkeys(item for gap in branch for item in gap.items))
        for branch in open_branches
    )
    inner = tuple(tuple(dict.fromkeys(_ways(branch))) for branch in open_branches)
    chosen_within = any(len(ways) > 1 for ways in inner)
    return [Gap(alternatives, choose=short, ways=inner if chosen_within else ())]


def _ways(branch: Sequence[Gap]) -> Iterator[tuple[str, ...]]:
    """Each set of items that fills a branch, which may hold choices of its own."""
    for filled in product(*(_fillings(gap) for gap in branch)):
        yield tuple(dict.fromkeys(chain.from_iterable(filled)))


def _fillings(gap: Gap) -> Iterator[tuple[str, ...]]:
    for chosen in combinations(gap.ways or [(way,) for way in gap.alternatives], gap.choose):
        for ways in product(*chosen):
            yield tuple(chain.from_iterable(ways))


def _tentative(gap: Gap) -> Gap:
    return replace(gap, tentative=True)
