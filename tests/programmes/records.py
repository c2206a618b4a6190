"""A programme without recommender and notice, and a scenario of it: two decisions, then a release.

Its rules are those of Jiangmen; the second decision is sealed, and the list is announced at once.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from deploy.local.places import PROGRAMMES, PROJECT
from shared.programmes import Programme, Round, load_file
from tests.programmes.small_scenario import small_scenario

JIANGMEN = PROJECT / "programmes" / "gd-hightech-product-jiangmen.yaml"
PROGRAMME = "test-records"


def _named(id_: str) -> dict[str, Any]:
    return {"id": id_, "name": {"zh": id_, "en": id_.capitalize()}}


PATH: list[dict[str, Any]] = [
    {**_named("application"), "kind": "application"},
    {**_named("file-check"), "kind": "formal_review"},
    {
        **_named("preliminary"),
        "kind": "decision",
        "milestones": {"passed": _named("shortlisted"), "failed": _named("not_shortlisted")},
        "verdicts": {"passed": _named("shortlist"), "failed": _named("turn_down")},
        "words": {"waiting": _named("accepted")},
    },
    {
        **_named("committee"),
        "kind": "decision",
        "sealed": True,
        "committee": {"members": 9, "quorum": "2/3"},
        "milestones": {"decided": _named("deliberated")},
    },
    {
        **_named("release"),
        "kind": "announcement",
        "milestones": {"passed": _named("approved"), "failed": _named("not_approved")},
    },
]


def write_records(folder: Path) -> tuple[Programme, Path]:
    """Writes the definition and its scenario; the programme, and the file of the scenario."""
    definition = yaml.safe_load(JIANGMEN.read_text(encoding="utf-8"))
    (round_,) = definition["rounds"]
    for dated in ("recommend_by", "notice_from", "announce_on"):
        del round_[dated]
    measure = {**definition["measures"][0], "id": "shortlisted"}
    definition |= {
        "id": PROGRAMME,
        "recommenders": [],
        "path": PATH,
        "measures": [{**measure, "counts": {**measure["counts"], "milestone": "shortlisted"}}],
        "external_figures": [],
        "published_figures": [],
    }
    file = folder / f"{PROGRAMME}.yaml"
    file.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    programme = load_file(file)
    scenarios = folder / "scenarios"
    shutil.copytree(PROGRAMMES / "scenarios" / "words", scenarios / "words", dirs_exist_ok=True)
    scenario = scenarios / "records.yaml"
    scenario.write_text(
        yaml.safe_dump(_scenario(programme), allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return programme, scenario


def _scenario(programme: Programme) -> dict[str, Any]:
    """Four are shortlisted, and the committee turns one of them down; two are not shortlisted."""
    data = small_scenario(programme.id, _dated(programme))
    data |= {
        "counts": {},
        "accounts": [
            {"account": "desk", "role": "association", "name": "办公室"},
            {"account": "panel", "role": "reviewer", "name": "评审组"},
            {"account": "officer", "role": "officer", "name": "发布人"},
        ],
        "fates": {
            "approved": {},
            "supplemented": {"application": {"lacks": {"items": 1}}},
            "turned_down": {"preliminary": {"passes": False, "failed": "no_sales"}},
            "turned_down_in_turn": {"preliminary": {"passes": False}},
            "not_approved": {"committee": {"passes": False}},
        },
        "groups": [
            {
                "id": "shortlisted",
                "applications": 4,
                "enterprises": 3,
                "fates": {"approved": 2, "supplemented": 1, "not_approved": 1},
                "districts": {"pengjiang": 2, "xinhui": 1},
                "industries": {"3922": 1, "3491": 2},
            },
            {
                "id": "others",
                "applications": 2,
                "enterprises": 1,
                "fates": {"turned_down": 1, "turned_down_in_turn": 1},
                "districts": {"xinhui": 1},
                "industries": {"3491": 1},
            },
        ],
        "compared": [{"measure": "shortlisted", "expected": 4}],
    }
    application, review = data["plan"][1:3]
    del review["too_late_at"]
    opened, decided = data["plan"][3]["at"], data["plan"][4]["at"]
    data["plan"] = [
        application,
        {**review, "stage": "file-check"},
        {"stage": "preliminary", "at": opened, "reasons": ["not_in_field", "ip_unrelated"]},
        {
            "stage": "committee",
            "at": decided,
            "reasons": ["core_technology_unproven"],
            "meeting": {"venue": "一号会议室", "absent": 1, "leaving": 2},
        },
        {"stage": "release", "frozen_at": decided, "at": data["plan"][-1]["at"]},
    ]
    return data


def _dated(programme: Programme) -> Round:
    """The round with the days that the small scenario plans by."""
    (round_,) = programme.rounds
    closes = round_.closes_at
    return round_.model_copy(
        update={
            "recommend_by": closes + timedelta(days=40),
            "notice_from": (closes + timedelta(days=50)).date(),
            "announce_on": (closes + timedelta(days=80)).date(),
        }
    )
