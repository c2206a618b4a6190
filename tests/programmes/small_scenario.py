"""A small scenario with exact numbers, for a round of any programme with Jiangmen's rules."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from deploy.local.places import PROGRAMMES
from shared.calendar import BEIJING, Calendar, beijing_date
from shared.programmes import Programme, Round

NAME = "small"
SEED = 3
WORDS = PROGRAMMES / "scenarios" / "words"


def write_small_scenario(folder: Path, programme: Programme, round_: Round) -> Path:
    """Writes the scenario of this round, with the word lists beside it."""
    shutil.copytree(WORDS, folder / "words", dirs_exist_ok=True)
    file = folder / f"{NAME}.yaml"
    file.write_text(
        yaml.safe_dump(small_scenario(programme.id, round_), allow_unicode=True, sort_keys=False),
        encoding="utf-8",
    )
    return file


def small_scenario(programme: str, round_: Round) -> dict[str, Any]:
    """Three are recommended by two enterprises, two of them listed, and one is recognised."""
    lacks = {"application": {"lacks": {"items": 1}}}
    return {
        "name": {"zh": "小规模回放", "en": "A small replay"},
        "programme": programme,
        "round": round_.id,
        "words": "invented",
        "seed": {"usual": SEED},
        "counts": {"recommended": 3, "listed": 2, "removed": 1},
        "accounts": [
            {"account": "association", "role": "association", "name": "协会"},
            {"account": "city", "role": "recommender", "name": "市局", "office": "jiangmen"},
            {"account": "reviewer", "role": "reviewer", "name": "评审组"},
            {"account": "officer", "role": "officer", "name": "认定机构"},
        ],
        "enterprises": {
            "seats": [{"zh": "江门市", "en": "Jiangmen"}],
            "applications_each": [1, 1, 1, 1],
            "districts": [
                {"id": "pengjiang", "division": "440703"},
                {"id": "xinhui", "division": "440705"},
            ],
            "industries": [
                {"code": "3922", "categories": ["electronic-information"]},
                {"code": "3491", "categories": ["advanced-manufacturing", "new-energy"]},
            ],
        },
        "answers": {
            "M04": {"statement": "product"},
            "regulated": {"percent": 50},
            "ip_acquired": {"percent": 0},
            "high_impact": {"percent": 100},
        },
        "papers": {
            "materials": [{"id": "M01", "forgotten": 1}, {"id": "M05", "forgotten": 1}],
            "flaws": [{"material": "M02", "reason": "illegible"}],
        },
        "fates": {
            "complete": {},
            "supplemented": lacks,
            "read_in_inbox": {**lacks, "formal_review": {"notice": "in_inbox"}},
            "never_supplemented": {
                **lacks,
                "formal_review": {"answer": "never", "not_accepted": "not_supplemented"},
            },
            "served_by_post": {
                **lacks,
                "formal_review": {
                    "notice": "by_post",
                    "answer": "never",
                    "not_accepted": "not_supplemented",
                },
            },
            "corrected_in_part": {
                "application": {"lacks": {"items": 2}},
                "formal_review": {"answer": "in_part", "not_accepted": "still_incomplete"},
            },
            "withdrawn": {"formal_review": {"withdraws": "when_accepted"}},
            "out_of_scope": {"formal_review": {"not_accepted": "out_of_scope"}},
            "left_out": {"recommendation": {"ranked": False}},
            "draft": {"application": {"submits": False}},
        },
        "groups": [
            {
                "id": "recommended",
                "applications": "recommended",
                "enterprises": 2,
                "fates": {"complete": 1, "supplemented": 1, "read_in_inbox": 1},
                "districts": {"pengjiang": 1, "xinhui": 1},
                "industries": {"3922": 1, "3491": 1},
            },
            {
                "id": "others",
                "applications": 6,
                "enterprises": 3,
                "fates": {
                    "never_supplemented": 1,
                    "served_by_post": 1,
                    "corrected_in_part": 1,
                    "withdrawn": 1,
                    "out_of_scope": 1,
                    "left_out": 1,
                },
                "districts": {"pengjiang": 3},
                "industries": {"3491": 3},
                "answers": {"product_sales": {"average": 700, "between": [10, 5000]}},
            },
            {"id": "drafts", "applications": 1, "enterprises": 0, "fates": {"draft": 1}},
        ],
        "plan": _plan(round_),
        "compared": [
            {"measure": "recommended", "expected": 3},
            {"measure": "recognised", "expected": 1},
            {"measure": "not_recognised", "expected": 2},
            {"measure": "pass_rate", "expected": "33.3"},
            {"measure": "recommended_yoy", "expected": "-25.0"},
        ],
    }


def _plan(round_: Round) -> list[dict[str, Any]]:
    assert round_.recommend_by is not None
    assert round_.notice_from is not None
    assert round_.announce_on is not None
    applied = beijing_date(round_.closes_at) - timedelta(days=3)
    reviewed = _working_day(applied, 1)
    decided = beijing_date(round_.recommend_by)
    source = {"zh": "虚构", "en": "invented"}
    first = _at(_working_day(applied, 0), 9)
    return [
        {
            "enter": "recommended_2018",
            "at": first,
            "value": 4,
            "source": source,
            "as_of": date(round_.year - 1, 12, 31),
        },
        {"stage": "application", "days": [{"at": first, "percent": 100}]},
        {
            "stage": "formal_review",
            "reviewed_at": _at(reviewed, 9),
            "served_at": _at(reviewed, 16),
            "answered_at": _at(_working_day(reviewed, 2), 10),
            "reviewed_again_at": _at(_working_day(reviewed, 3), 10),
            "too_late_at": _at(_working_day(reviewed, 6), 9),
        },
        {"stage": "recommendation", "at": _at(decided - timedelta(days=1), 10)},
        {
            "stage": "decision",
            "at": _at(decided, 10),
            "best": "listed",
            "reasons": ["not_in_field"],
        },
        {
            "stage": "notice",
            "frozen_at": _at(decided, 16),
            "opened_at": _at(round_.notice_from, 9),
            "objections": {
                "filed_at": _at(_working_day(round_.notice_from, 2), 10),
                "decided_at": _at(_working_day(round_.notice_from, 3), 10),
                "late_at": _at(round_.announce_on, 9),
                "dismissed": 1,
                "upheld": "removed",
                "facts": "权利人与申报单位不一致。",
                "late_facts": "检验的是另一型号。",
                "evidence": "复印件一份。",
                "dismissed_for": "facts_not_confirmed",
                "upheld_for": "facts_confirmed",
                "objectors": {
                    "person": {
                        "name": "张三",
                        "phone": "0750-5550100",
                        "employer": "某公司",
                        "signature": "张三",
                    },
                    "organisation": {
                        "name": "某协会",
                        "phone": "0750-5550101",
                        "contact": "李四",
                        "seal": "某协会（公章）",
                    },
                },
            },
        },
        {"stage": "announcement", "at": _at(round_.announce_on, 10)},
    ]


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)


def _working_day(after: date, number: int) -> date:
    """The `number`-th working day after a day; 0 is that day or the next such."""
    calendar, day = Calendar(), after
    while not calendar.day(day).working:
        day += timedelta(days=1)
    for _ in range(number):
        day += timedelta(days=1)
        while not calendar.day(day).working:
            day += timedelta(days=1)
    return day
