"""Makes up everybody who takes part in a round; the same seed makes the same people."""

from random import Random

from deploy.replay.cast.answers import AnswerWriter
from deploy.replay.cast.applications import Drafting, Part
from deploy.replay.cast.bundle import Stationery
from deploy.replay.cast.enterprises import Founding
from deploy.replay.cast.grouping import grouped
from deploy.replay.cast.model import Application, Cast
from deploy.replay.scenario.counts import RoundSize, apportion
from deploy.replay.scenario.fates import Fate
from deploy.replay.scenario.loading import Replay


def cast(replay: Replay, size: RoundSize, seed: int) -> Cast:
    """The cast of a round of this size."""
    scenario, programme = replay.scenario, replay.programme
    rng = Random(f"{scenario.seed.words} {seed}")
    fates = _fates(replay, size)
    rng.shuffle(fates)
    best = size.of(scenario.groups[0].applications)
    first = set(scenario.groups[0].fates)
    merits = list(range(1, best + 1))
    rng.shuffle(merits)
    districts = {district.id: district for district in programme.districts}
    founding = Founding(rng, scenario.enterprises, replay.words, districts)
    drafting = Drafting(
        replay.words,
        scenario.products,
        AnswerWriter(programme, replay.words, scenario.answers),
        Stationery(programme, scenario.papers),
    )
    enterprises, serial = [], 0
    for group in grouped(fates, scenario.enterprises.applications_each, rng):
        profile = founding.found()
        applications: list[Application] = []
        for fate in group:
            serial += 1
            merit = merits.pop() if fate.id in first else best + serial
            part = Part(serial, fate, merit)
            applications.append(drafting.application(rng, profile, part))
        enterprises.append(profile.applying_with(tuple(applications)))
    return Cast(seed, tuple(enterprises))


def _fates(replay: Replay, size: RoundSize) -> list[Fate]:
    """The fate of every application, group by group."""
    known = replay.fates
    counted: dict[str, int] = {}
    for group in replay.scenario.groups:
        counted |= apportion(size.of(group.applications), group.fates)
    return [known[id_] for id_, times in counted.items() for _ in range(times)]
