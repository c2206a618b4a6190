"""A programme in which cities are put forward in three tiers: district, city, province."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from shared.calendar import BEIJING
from shared.programmes import Programme
from tests.programmes.paths import StageData, milestone, named, stage, with_path

ID = "small"
ROUND = "2019"
DISTRICTS = ("east", "west")
CITY, PROVINCE = "city", "province"
DISTRICT_BY = datetime(2019, 8, 1, tzinfo=BEIJING)
CITY_BY = datetime(2019, 8, 15, tzinfo=BEIJING)
PROVINCE_BY = datetime(2019, 8, 31, tzinfo=BEIJING)


def tier(id_: str, *recommenders: str) -> StageData:
    """One tier, in which these offices put forward."""
    word = id_.replace("-", "_")
    return stage(
        id_,
        "recommendation",
        recommenders=recommenders,
        milestones={"passed": milestone(f"by_{word}")},
        left_out=milestone(f"not_by_{word}"),
        words={"waiting": milestone(f"before_{word}")},
    )


PATH: tuple[StageData, ...] = (
    stage("application", "application"),
    stage("check", "formal_review"),
    tier("district-tier", *DISTRICTS),
    tier("city-tier", CITY),
    tier("province-tier", PROVINCE),
    stage(
        "approval",
        "decision",
        milestones={"passed": milestone("approved"), "failed": milestone("turned_down")},
    ),
    stage(
        "list",
        "announcement",
        milestones={"passed": milestone("listed"), "failed": milestone("not_listed")},
    ),
)


@cache
def tiers(city_quota: int = 3) -> Programme:
    """The programme; only the city's quota is limited."""
    return with_tiers(city_quota)


def with_tiers(city_quota: int = 3, **changes: Any) -> Programme:
    """The same with other changes of the definition."""
    quotas = {CITY: city_quota}
    offices = tuple(
        {"id": id_, "name": named(id_), "quota": quotas.get(id_)}
        for id_ in (*DISTRICTS, CITY, PROVINCE)
    )
    plain = with_path(changes.pop("path", PATH), recommenders=offices)
    (round_,) = plain.rounds
    cut_offs = {"district-tier": DISTRICT_BY, "city-tier": CITY_BY}
    dated = round_.model_copy(
        update={"recommend_by": PROVINCE_BY, "recommend_by_stage": cut_offs}
    ).model_dump()
    data = plain.model_dump(exclude_defaults=True)
    return Programme.model_validate({**data, "rounds": (dated,), **changes})


IN_TIME = DISTRICT_BY - timedelta(days=1)
