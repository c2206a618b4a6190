"""A programme of many rounds, one after the other, so that every test can have its own.

Its rules are those of Jiangmen, with a quota of three.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from deploy.local.places import PROJECT
from shared.calendar import BEIJING
from shared.programmes import Programme, PublishedLock, load_file

JIANGMEN = PROJECT / "programmes" / "gd-hightech-product-jiangmen.yaml"
PROGRAMME = "test-products"
QUOTA = 3
ROUNDS = 68
REVOKED_FOR = {
    "id": "false_statements",
    "name": {"zh": "申报材料存在虚假", "en": "Statements in the application were false."},
    "applies_to": ["revocation"],
}
FIRST_DAY = date(2011, 1, 3)
SLOT = timedelta(weeks=12)


def publish_small_rounds(folder: Path) -> Programme:
    """Writes the definition and its lock into an empty folder, so that it is in force."""
    file = folder / f"{PROGRAMME}.yaml"
    file.write_text(yaml.safe_dump(small_rounds(), allow_unicode=True), encoding="utf-8")
    programme = load_file(file)
    PublishedLock.of(folder).publish(programme)
    return programme


def small_rounds() -> dict[str, Any]:
    """The definition."""
    definition: dict[str, Any] = yaml.safe_load(JIANGMEN.read_text(encoding="utf-8"))
    return definition | {
        "id": PROGRAMME,
        "version": "2011.1",
        "effective_from": date(2010, 1, 1),
        "recommenders": [{**definition["recommenders"][0], "quota": QUOTA}],
        "rounds": [_round(number) for number in range(ROUNDS)],
        "published_figures": [],
        "after": {"revocation": {}},
        "reasons": [*definition["reasons"], REVOKED_FOR],
    }


def _round(number: int) -> dict[str, Any]:
    first = FIRST_DAY + number * SLOT
    return {
        "id": f"r{number:02d}",
        "year": first.year,
        "opens_at": _midnight(first),
        "closes_at": _midnight(first + timedelta(days=14)),
        "recommend_by": _midnight(first + timedelta(days=44)),
        "notice_from": first + timedelta(days=46),
        "announce_on": first + timedelta(days=74),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
