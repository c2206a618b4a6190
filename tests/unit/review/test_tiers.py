"""A case goes through its tiers one by one, and keeps office, opinion and rank of each."""

from datetime import datetime, timedelta

import pytest

from services.review.domain.case import Case, Step
from services.review.domain.case.correcting import Mistake, correct, stage_acted_in
from services.review.domain.case.opening import open_case
from services.review.domain.stages.formal_review.conclusion import accept
from services.review.domain.stages.recommendation.recommending import (
    awaits_recommendation,
    recommend,
)
from services.review.store.case.case_document import to_case, to_document
from shared.contracts.reviews import ApplicationRecommended
from shared.errors import Rejected
from tests.builders import NOON
from tests.programmes.tiers import CITY, IN_TIME, tiers
from tests.unit.review.builders import CALENDAR
from tests.unit.review.small_cases import a_small_submission


def waiting(application: str = "c1") -> Case:
    case = open_case(a_small_submission(application), tiers(), CALENDAR, NOON).case
    return accept(case, tiers(), CALENDAR, by="o", at=NOON).case


def put_forward(case: Case, office: str, rank: int, at: datetime = IN_TIME) -> Step:
    return recommend(
        case,
        tiers(),
        CALENDAR,
        recommender=office,
        sheet=f"{office}-1",
        rank=rank,
        opinion=f"{office}: 同意",
        by=f"{office}-1",
        at=at,
    )


def test_each_tier_is_kept_with_its_office_opinion_and_rank() -> None:
    case = waiting()
    for office, rank in (("east", 2), ("city", 3), ("province", 1)):
        case = put_forward(case, office, rank).case
    kept = (*case.earlier_recommendations, case.recommendation)
    assert [(one.stage, one.recommender, one.rank, one.opinion) for one in kept if one] == [
        ("district-tier", "east", 2, "east: 同意"),
        ("city-tier", "city", 3, "city: 同意"),
        ("province-tier", "province", 1, "province: 同意"),
    ]
    assert (case.stage, set(case.milestones)) >= ("approval", {"by_district_tier"})
    assert to_case("c1", to_document(case)) == case


def test_the_event_names_the_tier() -> None:
    (event,) = put_forward(waiting(), "east", 1).events
    assert isinstance(event, ApplicationRecommended)
    assert (event.stage, event.stage_name and event.stage_name.en) == (
        "district-tier",
        "District tier",
    )


def test_only_the_tier_that_it_waits_for_may_put_it_forward() -> None:
    case = put_forward(waiting(), "east", 1).case
    assert awaits_recommendation(case, tiers(), "city-tier")
    assert not awaits_recommendation(case, tiers(), "district-tier")
    assert not awaits_recommendation(case, tiers(), "province-tier")


def test_a_tier_takes_back_its_own_recommendation_and_the_one_below_stays() -> None:
    case = put_forward(put_forward(waiting(), "east", 2).case, CITY, 1).case
    stage = stage_acted_in(case, tiers())
    assert stage.id == "city-tier"
    said = Mistake("排名有误", "city-1", CITY)
    at = IN_TIME + timedelta(hours=1)
    back = correct(case, stage, tiers(), CALENDAR, said, at).case
    assert back.stage == "before_city_tier"
    assert back.recommendation is not None
    assert (back.recommendation.stage, back.earlier_recommendations) == ("district-tier", ())
    again = put_forward(back, CITY, 2, at).case
    assert [one.rank for one in again.earlier_recommendations] == [2]


def test_a_case_past_its_tiers_is_put_forward_no_more() -> None:
    case = waiting()
    for office in ("east", "city", "province"):
        case = put_forward(case, office, 1).case
    with pytest.raises(Rejected):
        put_forward(case, "east", 1)
