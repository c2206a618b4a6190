"""Which applications are one enterprise's, where nobody says how many enterprises there are."""

from collections.abc import Sequence
from random import Random

from deploy.replay.scenario.fates import Fate


def grouped(fates: Sequence[Fate], weights: Sequence[int], rng: Random) -> list[list[Fate]]:
    """One fate, two, three … an enterprise, by weight; one whose mail bounces is alone."""
    groups: list[list[Fate]] = []
    room = 0
    for fate in fates:
        if fate.bounces:
            groups.insert(len(groups) - 1 if room else len(groups), [fate])
        elif room:
            groups[-1].append(fate)
            room -= 1
        else:
            groups.append([fate])
            (room,) = rng.choices(range(len(weights)), weights)
    return groups
