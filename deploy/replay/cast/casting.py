"""Makes up everybody who takes part in a round; the same seed makes the same people."""

from random import Random

from deploy.replay.cast.answers import AnswerWriter
from deploy.replay.cast.applicants import Applicant, lots_of
from deploy.replay.cast.applications import Drafting, Part
from deploy.replay.cast.bundle import Stationery
from deploy.replay.cast.enterprises import CitiesRunOut, Founding
from deploy.replay.cast.exact import CannotCast, ExactCasting
from deploy.replay.cast.grouping import grouped
from deploy.replay.cast.model import Application, Cast
from deploy.replay.scenario.counts import RoundSize
from deploy.replay.scenario.loading import Replay


def cast(replay: Replay, size: RoundSize, seed: int) -> Cast:
    """The cast of a round of this size. Raises CannotCast where exact numbers contradict."""
    scenario, programme = replay.scenario, replay.programme
    rng = Random(f"{scenario.seed.words} {seed}")
    best = scenario.groups[0]
    merits = list(range(1, size.of(best.applications) + 1))
    applicants = _applicants(replay, size, rng, merits)
    districts = {district.id: district for district in programme.districts}
    cities = programme.subject == "city"
    founding = Founding(rng, scenario.enterprises, replay.words, districts, cities)
    drafting = Drafting(
        replay.words,
        scenario.products,
        AnswerWriter(programme, replay.words, scenario.answers),
        Stationery(programme, scenario.papers),
    )
    enterprises, serial = [], 0
    for applicant in applicants:
        try:
            profile = founding.found(applicant.district, applicant.industry)
        except CitiesRunOut as error:
            raise CannotCast(str(error)) from error
        applications: list[Application] = []
        for lot in applicant.lots:
            serial += 1
            merit = merits.pop() if lot.group == best.id else size.of(best.applications) + serial
            answers = {**applicant.answers, **lot.answers}
            part = Part(serial, lot.fate, merit, lot.category, answers)
            applications.append(drafting.application(rng, profile, part))
        holdings = tuple(applicant.holdings)
        enterprises.append(profile.applying_with(tuple(applications), holdings))
    return Cast(seed, tuple(enterprises))


def _applicants(replay: Replay, size: RoundSize, rng: Random, merits: list[int]) -> list[Applicant]:
    """Everybody, exact or drawn; the merits are shuffled on the way."""
    groups = replay.scenario.groups
    if groups[0].enterprises is not None:
        rng.shuffle(merits)
        return ExactCasting(replay, size, rng).applicants()
    lots = [lot for group in groups for lot in lots_of(replay, group, size)]
    rng.shuffle(lots)
    rng.shuffle(merits)
    return grouped(lots, replay.scenario.enterprises.applications_each, rng)
