"""Exact numbers of a group: met by every seed, or refused with the group that can't be."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deploy.local.places import PROGRAMMES
from deploy.replay.cast.casting import cast
from deploy.replay.cast.exact import CannotCast
from deploy.replay.cast.model import Cast
from deploy.replay.scenario.loading import Replay, ScenarioInvalid, load_replay
from shared.programmes import Programme, Programmes
from tests.programmes.small_scenario import write_small_scenario

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Replay]:
    """The small scenario for Jiangmen's round, with a change."""
    folder = tmp_path_factory.mktemp("scenarios")
    known = Programmes.from_directory(PROGRAMMES, drafts=True)
    programme = known.of_round("gd-hightech-product-jiangmen", "2019")

    def load(change: Change = lambda _: None, limits: dict[str, int] | None = None) -> Replay:
        file = write_small_scenario(folder, programme, programme.rounds[0])
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        change(data)
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return load_replay(file, Programmes([limited(programme, limits or {})]))

    return load


def limited(programme: Programme, limits: dict[str, int]) -> Programme:
    """The programme with limits per enterprise."""
    entry = programme.way.entry
    entry = entry.model_copy(update={"limits": entry.limits.model_copy(update=limits)})
    changed = programme.model_copy(update={"path": (entry, *programme.path[1:])})
    changed.__dict__.pop("way", None)  # it was that of the programme without
    return changed


def of_group(replay: Replay, people: Cast, group: int) -> list[tuple[Any, Any]]:
    """The applications of a group, told by their fates."""
    fates = replay.scenario.groups[group].fates
    return [(e, a) for e, a in people if a.fate.id in fates]


@pytest.fixture(scope="module")
def plain(small: Callable[..., Replay]) -> Replay:
    """The small scenario as it is."""
    return small()


@given(seed=st.integers(0, 10_000))
def test_every_total_is_met_whatever_the_seed(plain: Replay, seed: int) -> None:
    replay = plain
    people = cast(replay, replay.size(), seed)
    recommended = of_group(replay, people, 0)
    others = of_group(replay, people, 1)
    assert len(recommended) == 3
    assert len({e.uscc for e, _ in recommended}) == 2
    assert len({e.uscc for e, _ in (*recommended, *others)}) == 5
    assert len(people.enterprises) == 5
    assert Counter(a.fate.id for _, a in people) == dict.fromkeys(replay.scenario.fates, 1)
    assert Counter(e.district for e in people.enterprises) == {"pengjiang": 4, "xinhui": 1}
    assert Counter(e.industry for e in people.enterprises) == {"3922": 1, "3491": 4}
    for enterprise in people.enterprises:
        bounces = any(a.fate.bounces for a in enterprise.applications)
        assert not bounces or len(enterprise.applications) == 1


def test_an_average_is_exact_and_one_number_an_enterprise(small: Callable[..., Replay]) -> None:
    def spread(data: dict[str, Any]) -> None:
        data["groups"][1] |= {"enterprises": 5, "districts": {"pengjiang": 5}}
        data["groups"][1] |= {"industries": {"3491": 5}}
        average = data["groups"][1]["answers"]["product_sales"]
        average |= {"unanswered": 1}

    replay = small(spread)
    people = cast(replay, replay.size(), seed=1)
    told = [{a.answers.get("product_sales") for a in e.applications} for e in people.enterprises]
    assert all(len(numbers) == 1 for numbers in told)
    numbers = [n for (n,) in told if isinstance(n, int)]
    assert (len(numbers), sum(numbers)) == (4, 4 * 700)
    assert len(set(numbers)) > 1


def test_qualifications_are_held_by_so_many_and_apart_where_it_is_said(
    small: Callable[..., Replay],
) -> None:
    def hold(data: dict[str, Any]) -> None:
        since = date(2018, 1, 1)
        champion = {"scheme": "champion", "sections": ["C"], "source": "公告"}
        data["groups"][1]["holdings"] = [
            {
                "one_of": [
                    {**champion, "level": "national", "enterprises": 1, "since": since},
                    {**champion, "level": "municipal", "enterprises": 1, "since": since},
                ]
            },
            {
                "one_of": [
                    {"scheme": "high-tech", "enterprises": 2, "since": since, "source": "证书"}
                ]
            },
        ]

    replay = small(hold)
    people = cast(replay, replay.size(), seed=1)
    held = [
        {(h.qualification.scheme, h.qualification.level) for h in e.holdings}
        for e in people.enterprises
    ]
    counted = Counter(each for holdings in held for each in holdings)
    assert counted == {
        ("champion", "national"): 1,
        ("champion", "municipal"): 1,
        ("high-tech", None): 2,
    }
    assert not any(
        {level for s, level in each if s == "champion"} == {"national", "municipal"}
        for each in held
    )


def test_categories_are_exact_within_industry_and_limit(small: Callable[..., Replay]) -> None:
    def categorise(data: dict[str, Any]) -> None:
        others = data["groups"][1]
        others |= {"enterprises": 4, "districts": {}, "industries": {"3491": 3, "3922": 1}}
        others["categories"] = {"new-energy": 2, "advanced-manufacturing": 3}
        others["categories"] |= {"electronic-information": 1}
        data["enterprises"]["districts"][0]["weight"] = 1

    replay = small(categorise, {"per_enterprise": 2, "per_category": 1})
    cast_well = 0
    for seed in range(40):
        try:
            people = cast(replay, replay.size(), seed)
        except CannotCast:  # whoever has room may have had all categories already
            continue
        cast_well += 1
        others = of_group(replay, people, 1)
        assert max(Counter((e.uscc, a.category) for e, a in others).values()) == 1
        assert Counter(a.category for _, a in others) == {
            "new-energy": 2,
            "advanced-manufacturing": 3,
            "electronic-information": 1,
        }
        takes = {i.code: i.categories for i in replay.scenario.enterprises.industries}
        assert all(a.category in takes[e.industry] for e, a in others)
    assert cast_well > 10


def test_numbers_that_contradict_are_refused_with_their_group(
    small: Callable[..., Replay],
) -> None:
    replay = small(limits={"per_enterprise": 1})
    with pytest.raises(CannotCast, match="recommended: no enterprise has room for more than 1"):
        cast(replay, replay.size(), seed=1)


def test_totals_that_do_not_add_up_are_refused_before_anything_is_cast(
    small: Callable[..., Replay],
) -> None:
    def short(data: dict[str, Any]) -> None:
        data["groups"][0]["districts"] = {"pengjiang": 1}

    with pytest.raises(ScenarioInvalid, match=r"groups\[0\].districts: expected 2 in all, not 1"):
        small(short)
