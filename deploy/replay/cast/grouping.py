"""Which applications are one enterprise's, where nobody says how many enterprises there are."""

from collections.abc import Iterable, Sequence
from random import Random

from deploy.replay.cast.applicants import Applicant, Lot


def grouped(lots: Iterable[Lot], weights: Sequence[int], rng: Random) -> list[Applicant]:
    """One lot, two, three … an enterprise, by weight; one whose mail bounces is alone."""
    groups: list[Applicant] = []
    room = 0
    for lot in lots:
        if lot.fate.bounces:
            groups.insert(len(groups) - 1 if room else len(groups), Applicant([lot]))
        elif room:
            groups[-1].lots.append(lot)
            room -= 1
        else:
            groups.append(Applicant([lot]))
            (room,) = rng.choices(range(len(weights)), weights)
    return groups
