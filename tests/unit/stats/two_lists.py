"""A programme with a shortlist and a committee, without recommenders and without a notice."""

from datetime import date, datetime
from typing import Any

from shared.calendar import BEIJING
from shared.programmes import Programme
from tests.unit.programmes.definitions import programme


def _named(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _milestone(id_: str, zh: str, en: str) -> dict[str, Any]:
    return {"id": id_, "name": _named(zh, en)}


PATH: tuple[dict[str, Any], ...] = (
    {
        "id": "filing",
        "kind": "application",
        "name": _named("申报", "Filing"),
        "milestones": {
            "submitted": _milestone("filed", "申报", "Filed"),
            "withdrawn": _milestone("retracted", "撤回", "Retracted"),
        },
    },
    {
        "id": "screening",
        "kind": "decision",
        "name": _named("初审", "Screening"),
        "milestones": {"failed": _milestone("screened_out", "初审未通过", "Screened out")},
    },
    {
        "id": "shortlist",
        "kind": "announcement",
        "name": _named("入围", "Shortlist"),
        "milestones": {
            "passed": _milestone("shortlisted", "入围", "Shortlisted"),
            "failed": _milestone("not_shortlisted", "未入围", "Not shortlisted"),
        },
    },
    {
        "id": "committee",
        "kind": "decision",
        "name": _named("审定", "Deliberation"),
        "committee": {"members": 9},
        "milestones": {
            "passed": _milestone("approved", "审定通过", "Approved"),
            "failed": _milestone("rejected", "审定未通过", "Rejected"),
        },
    },
    {
        "id": "release",
        "kind": "announcement",
        "name": _named("发布", "Release"),
        "milestones": {
            "passed": _milestone("released", "发布", "Released"),
            "failed": _milestone("not_released", "未发布", "Not released"),
        },
    },
)
ROUND = "23"
CALENDAR = (
    ("launch", date(2024, 4, 16)),
    ("filing", date(2024, 4, 17)),
    ("shortlist", date(2024, 9, 1)),
    ("deliberation", date(2024, 10, 30)),
    ("release", date(2024, 11, 20)),
)


def two_lists(**changes: Any) -> Programme:
    """The programme; any part of its definition may be given."""
    round_ = {
        "id": ROUND,
        "year": 2024,
        "session": 23,
        "opens_at": datetime(2024, 4, 17, tzinfo=BEIJING),
        "closes_at": datetime(2024, 7, 1, tzinfo=BEIJING),
        "calendar": tuple(
            {"stage": id_, "name": _named(id_, id_.title()), "starts_on": day, "ends_on": day}
            for id_, day in CALENDAR
        ),
    }
    plain: dict[str, Any] = {
        "id": "records",
        "subject": "project",
        "path": PATH,
        "recommenders": (),
        "rounds": (round_,),
        "categories": (
            {"id": "product-rd", "name": _named("产品研发", "Product development")},
            {"id": "manufacturing", "name": _named("生产制造", "Manufacturing")},
        ),
        "districts": (
            {"id": "nanshan", "name": _named("南山区", "Nanshan")},
            {"id": "baoan", "name": _named("宝安区", "Bao'an")},
        ),
    }
    return programme({"material": "A"}, **plain | changes)
