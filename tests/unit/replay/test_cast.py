"""The people of a replay."""

import hashlib
import json
from collections import Counter
from random import Random

import pytest

from deploy.replay.cast.casting import cast
from deploy.replay.cast.enterprises import CitiesRunOut, Founding
from deploy.replay.cast.model import Application, Cast, Enterprise
from deploy.replay.scenario.counts import apportion
from deploy.replay.scenario.loading import Replay
from shared.identity.uscc import parse
from shared.programmes import Programme, section_of


def fingerprint(people: Cast) -> str:
    """SHA-256 of everything that the services are told of these people."""
    told = [
        [*_of(enterprise), *map(_made, enterprise.applications)]
        for enterprise in people.enterprises
    ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _of(one: Enterprise) -> list[object]:
    return [one.uscc, one.name.model_dump(), one.district, one.industry, one.language, one.email]


def _made(one: Application) -> list[object]:
    papers = [[p.requirement, p.filename, p.pages] for p in (*one.papers, *one.supplement)]
    flaw = [one.flaw.requirement, one.flaw.reason] if one.flaw else []
    made = [one.fate.id, one.merit, one.product.model_dump(), one.category, one.industry]
    return [*made, one.answers, sorted(papers), one.lacking, flaw]


def test_the_same_seed_makes_the_same_people_and_another_seed_others(replay: Replay) -> None:
    small = replay.size(100)
    once = fingerprint(cast(replay, small, seed=7))
    assert fingerprint(cast(replay, small, seed=7)) == once
    assert fingerprint(cast(replay, small, seed=8)) != once


@pytest.mark.parametrize(
    ("applications", "seed", "made"),
    [
        (100, 7, "4bc6b9d4e78e34b25fb635561fc9e0ffbba554737908fc9347528df55be3d009"),
        (1401, 2019, "0803d98fffbe211155795c0d2a58c5affec229b6f9b955f6d666de9b7ad8b30d"),
    ],
)
def test_a_seed_makes_the_people_that_it_made_when_it_was_first_played(
    replay: Replay, applications: int, seed: int, made: str
) -> None:
    assert fingerprint(cast(replay, replay.size(applications), seed)) == made


def test_every_fate_is_met_as_often_as_its_weight_says(replay: Replay, jiangmen: Cast) -> None:
    met = Counter(application.fate.id for _, application in jiangmen)
    for group in replay.scenario.groups:
        expected = apportion(replay.size().of(group.applications), group.fates)
        assert {fate: met[fate] for fate in group.fates} == expected


def test_codes_are_valid_and_codes_names_and_addresses_are_unique(jiangmen: Cast) -> None:
    everyone = jiangmen.enterprises
    assert [parse(enterprise.uscc) for enterprise in everyone] == [e.uscc for e in everyone]
    for known in (
        {enterprise.uscc for enterprise in everyone},
        {enterprise.name.zh for enterprise in everyone},
        {enterprise.email for enterprise in everyone},
    ):
        assert len(known) == len(everyone)


def test_districts_categories_and_industries_are_the_programmes(
    programme: Programme, jiangmen: Cast
) -> None:
    assert {e.district for e in jiangmen.enterprises} == {d.id for d in programme.districts}
    applications = [application for _, application in jiangmen]
    assert {a.category for a in applications} == {c.id for c in programme.categories}
    assert {section_of(a.industry).letter for a in applications} == {"C", "I", "M"}


def test_an_enterprise_has_one_to_three_products_and_a_bouncing_one_has_one(
    jiangmen: Cast,
) -> None:
    assert {len(e.applications) for e in jiangmen.enterprises} == {1, 2, 3}
    for enterprise in jiangmen.enterprises:
        bounces = any(a.fate.bounces for a in enterprise.applications)
        assert enterprise.email.startswith("bounce") == bounces
        assert not bounces or len(enterprise.applications) == 1


def test_every_recommended_application_has_a_merit_of_its_own(
    replay: Replay, jiangmen: Cast
) -> None:
    recommended = replay.scenario.groups[0].fates
    ranked = sorted(a.merit for _, a in jiangmen if a.fate.id in recommended)
    assert ranked == list(range(1, 1402))


def test_only_those_who_lack_something_lack_something(jiangmen: Cast) -> None:
    lacking = {application.serial for _, application in jiangmen if application.lacking}
    assert lacking == {a.serial for _, a in jiangmen if a.fate.lacks is not None}


def cities(replay: Replay) -> Founding:
    """Founds cities: each district of the scenario is one."""
    districts = {district.id: district for district in replay.programme.districts}
    return Founding(Random(1), replay.scenario.enterprises, replay.words, districts, of_cities=True)


def test_cities_are_the_districts_of_the_scenario_known_by_their_divisions(
    replay: Replay,
) -> None:
    known = replay.scenario.enterprises.districts
    founding, names = cities(replay), {d.id: d.name.en for d in replay.programme.districts}
    found = [founding.found() for _ in known]
    assert {city.uscc for city in found} == {city.division for city in known}
    assert [city.name.en for city in found] == [names[city.district.id] for city in found]
    with pytest.raises(CitiesRunOut, match="no city is left"):
        founding.found()


def test_no_city_applies_twice(replay: Replay) -> None:
    founding = cities(replay)
    assert founding.found("xinhui").uscc == "440705"
    with pytest.raises(CitiesRunOut, match="from xinhui"):
        founding.found("xinhui")
