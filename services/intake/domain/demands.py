"""What of the things that were asked for is still to come."""

from collections.abc import Collection, Iterator

from services.intake.domain.supplement_round import AskedDemand, AskedItem, SupplementRound
from shared.programmes.choosing import Choice, what_suffices
from shared.values import Bilingual


def unmet(asked: SupplementRound, items: Collection[str]) -> tuple[AskedDemand, ...]:
    """The demands of a round that these items do not meet."""
    return tuple(demand for demand in _demands(asked) if not _is_met(demand, frozenset(items)))


def still_empty(asked: SupplementRound, items: Collection[str]) -> tuple[AskedItem, ...]:
    """The asked-for items of the unmet demands for which nothing is there."""
    wanted = {item for demand in unmet(asked, items) for way in demand.branches for item in way}
    return tuple(
        item for item in asked.items if item.requirement in wanted and item.requirement not in items
    )


def suffices_of(asked: SupplementRound, items: Collection[str]) -> dict[str, Bilingual]:
    """By item of an unmet choice, how much of it suffices."""
    return what_suffices(Choice(d.branches, d.choose, d.ways) for d in unmet(asked, items))


def _is_met(demand: AskedDemand, items: frozenset[str]) -> bool:
    ways = demand.ways or tuple((branch,) for branch in demand.branches)
    met = (any(items.issuperset(way) for way in branch) for branch in ways)
    return sum(met) >= demand.choose


def _demands(asked: SupplementRound) -> Iterator[AskedDemand]:
    """Those that were told; older questions told a choice by the alternatives of its items."""
    if asked.demands:
        yield from asked.demands
        return
    choices = dict.fromkeys(
        frozenset((item.requirement, *item.alternatives)) for item in asked.items
    )
    for choice in choices:
        named = dict.fromkeys(
            i for item in asked.items for i in (item.requirement, *item.alternatives) if i in choice
        )
        yield AskedDemand(tuple((requirement,) for requirement in named), 1)
