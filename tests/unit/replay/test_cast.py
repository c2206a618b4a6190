"""The people of the demo."""

from collections import Counter

from deploy.replay.cast.casting import cast
from deploy.replay.cast.fates import BOUNCES, LACKS, RECOMMENDED
from deploy.replay.cast.model import Cast
from deploy.replay.cast.shares import Shares
from shared.identity.uscc import parse
from shared.programmes import Programme, section_of


def test_the_same_seed_makes_the_same_people_and_another_seed_others(programme: Programme) -> None:
    assert cast(programme, Shares(100), seed=7) == cast(programme, Shares(100), seed=7)
    assert cast(programme, Shares(100), seed=7) != cast(programme, Shares(100), seed=8)


def test_every_fate_is_met_as_often_as_its_share_says(jiangmen: Cast) -> None:
    met = Counter(a.fate for e in jiangmen.enterprises for a in e.applications)
    assert met == Shares(1401).fates


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
    applications = [a for e in jiangmen.enterprises for a in e.applications]
    assert {a.category for a in applications} == {c.id for c in programme.categories}
    assert {section_of(a.industry).letter for a in applications} == {"C", "I", "M"}


def test_an_enterprise_has_one_to_three_products_and_a_bouncing_one_has_one(
    jiangmen: Cast,
) -> None:
    assert {len(e.applications) for e in jiangmen.enterprises} == {1, 2, 3}
    for enterprise in jiangmen.enterprises:
        bounces = any(a.fate in BOUNCES for a in enterprise.applications)
        assert enterprise.email.startswith("bounce") == bounces
        assert not bounces or len(enterprise.applications) == 1


def test_every_recommended_application_has_a_rank_of_its_own(jiangmen: Cast) -> None:
    ranked = sorted(a.merit for _, a in jiangmen.with_fates(frozenset(RECOMMENDED)))
    assert ranked == list(range(1, 1402))


def test_only_those_who_lack_something_lack_something(jiangmen: Cast) -> None:
    lacking = {a.serial for e in jiangmen.enterprises for a in e.applications if a.lacking}
    assert lacking == {a.serial for _, a in jiangmen.with_fates(LACKS)}
