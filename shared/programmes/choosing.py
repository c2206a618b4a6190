"""How much of a choice suffices, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.values import Bilingual

Way = Sequence[str]
"""Items that are needed together."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A demand: `choose` of the branches; one that needs them all is no choice.

    `ways` has for each branch the sets of items of which one fills it, where that is a choice.
    """

    branches: Sequence[Way]
    choose: int
    ways: Sequence[Sequence[Way]] = ()


def what_suffices(demands: Iterable[Choice]) -> dict[str, Bilingual]:
    """By item, how much of its choice suffices, as a clause; not of one that is needed anyway."""
    found: dict[str, Bilingual] = {}
    needed: set[str] = set()
    for demand in demands:
        items = [item for branch in demand.branches for item in branch]
        if demand.choose < len(demand.branches):
            found |= dict.fromkeys(items, _words(demand))
        else:
            needed.update(items)
    return {item: words for item, words in found.items() if item not in needed}


def _words(demand: Choice) -> Bilingual:
    branches, choose, ways = demand.branches, demand.choose, demand.ways
    sets = ways or [(branch,) for branch in branches]
    zh = "、".join(_either(branch, "和", "或") for branch in sets)
    en = ", ".join(_either(branch, " and ", " or ") for branch in sets)
    if choose == 1:
        return Bilingual(zh=f"{zh} 任选其一即可", en=f"one of these suffices: {en}")
    return Bilingual(zh=f"{zh} 任选 {choose} 项即可", en=f"{choose} of these suffice: {en}")


def _either(ways: Sequence[Way], and_: str, or_: str) -> str:
    joined = or_.join(and_.join(way) for way in ways)
    return joined if len(ways) == len(ways[0]) == 1 else f"({joined})"
