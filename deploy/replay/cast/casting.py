"""Makes up everybody who takes part in a round; the same seed makes the same people."""

from random import Random

from deploy.replay.cast.applications import application
from deploy.replay.cast.enterprises import Founding, grouped
from deploy.replay.cast.fates import RECOMMENDED
from deploy.replay.cast.model import Application, Cast
from deploy.replay.cast.shares import Shares
from shared.programmes import Programme

DEFAULT_SEED = 2019


def cast(programme: Programme, shares: Shares, seed: int = DEFAULT_SEED) -> Cast:
    """The cast of a round in which `shares.recommended` applications are recommended."""
    rng = Random(f"laurel demo {seed}")
    fates = [fate for fate, count in shares.fates.items() for _ in range(count)]
    rng.shuffle(fates)
    merits = list(range(1, shares.recommended + 1))
    rng.shuffle(merits)
    founding, enterprises, serial = Founding(rng), [], 0
    for group in grouped(fates, rng):
        profile = founding.found()
        applications: list[Application] = []
        for fate in group:
            serial += 1
            merit = merits.pop() if fate in RECOMMENDED else shares.recommended + serial
            applications.append(application(rng, programme, profile, fate, serial, merit))
        enterprises.append(profile.applying_with(tuple(applications)))
    return Cast(seed, tuple(enterprises))
