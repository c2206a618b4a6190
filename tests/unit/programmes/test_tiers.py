"""Recommendation in tiers: each names its own recommenders, and none ends before the one below."""

import json
from copy import deepcopy
from typing import Any

import pytest
from pydantic import ValidationError

from shared.programmes import Programme
from shared.programmes.path import Recommendation
from shared.programmes.rights import offices_in
from tests.programmes.tiers import CITY, CITY_BY, DISTRICTS, PROVINCE_BY, tiers


def changed(**changes: Any) -> dict[str, Any]:
    """The definition with the second tier, or its round, changed."""
    data = deepcopy(tiers().model_dump(mode="json", by_alias=True, exclude_defaults=True))
    round_ = changes.pop("recommend_by_stage", None)
    if round_ is not None:
        data["rounds"][0]["recommend_by_stage"] = round_
    data["path"][3] |= changes
    return data


def fault(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        Programme.model_validate_json(json.dumps(changed(**changes)))
    return str(caught.value)


def test_each_tier_is_of_its_own_offices() -> None:
    first, second, _ = tiers().way.of_kind(Recommendation)
    assert offices_in(tiers(), first) == frozenset(DISTRICTS)
    assert offices_in(tiers(), second) == frozenset({CITY})


def test_a_tier_has_its_own_cut_off_and_the_last_one_that_of_the_round() -> None:
    (round_,) = tiers().rounds
    assert round_.recommend_until("city-tier") == CITY_BY
    assert round_.recommend_until("province-tier") == PROVINCE_BY
    assert round_.recommending_is_over(CITY_BY, "city-tier")
    assert not round_.recommending_is_over(CITY_BY, "province-tier")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"recommenders": []}, "expected who recommends in this tier"),
        ({"recommenders": ["city", "east"]}, "but east is in district-tier"),
        ({"recommenders": ["nowhere"]}, "nowhere"),
        (
            {"left_out": {"id": "not_by_district_tier", "name": {"zh": "甲", "en": "a"}}},
            "is that of a tier before",
        ),
        (
            {"milestones": {"passed": {"id": "by_district_tier", "name": {"zh": "甲", "en": "a"}}}},
            "by_district_tier is already that of the stage district-tier",
        ),
        (
            {"words": {"waiting": {"id": "before_district_tier", "name": {"zh": "甲", "en": "a"}}}},
            "before_district_tier is already that of the stage district-tier",
        ),
        ({"recommend_by_stage": {"check": "2019-08-01T00:00:00+08:00"}}, "check"),
        ({"recommend_by_stage": {"city-tier": "2019-09-30T00:00:00+08:00"}}, "no tier ends"),
        (
            {
                "recommend_by_stage": {
                    "district-tier": "2019-08-15T00:00:00+08:00",
                    "city-tier": "2019-08-01T00:00:00+08:00",
                }
            },
            "before the one below it",
        ),
    ],
)
def test_tiers_that_do_not_hold_together_are_refused(
    changes: dict[str, Any], expected: str
) -> None:
    assert expected in fault(**changes)
