"""The programme of a recording: Jiangmen's rules, with reminders and a round for each phase."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from shared.calendar import BEIJING
from shared.programmes import Programme, PublishedLock, load_file

JIANGMEN = Path(__file__).parents[2] / "programmes" / "gd-hightech-product-jiangmen.yaml"
PROGRAMME = "recorded-products"
QUOTA = 12
REMIND_BEFORE = [3, 1]
ROUNDS = ("announced", "noticed", "frozen", "open")
"""Each by the phase that it is recorded in; the last opens on a Monday with no holiday near."""

FIRST_DAY = date(2011, 2, 28)
APART = timedelta(weeks=12)


def publish(folder: Path) -> Programme:
    """Writes the definition and its lock into an empty folder, so that it is in force."""
    definition = yaml.safe_load(JIANGMEN.read_text(encoding="utf-8"))
    definition |= {
        "id": PROGRAMME,
        "version": "2011.1",
        "effective_from": date(2010, 1, 1),
        "recommenders": [{**definition["recommenders"][0], "quota": QUOTA}],
        "rounds": [_round(place, name) for place, name in enumerate(ROUNDS)],
        "clocks": {**definition["clocks"], "remind_before": REMIND_BEFORE},
        "published_figures": [],
    }
    file = folder / f"{PROGRAMME}.yaml"
    file.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    programme = load_file(file)
    PublishedLock.of(folder).publish(programme)
    return programme


def _round(place: int, name: str) -> dict[str, Any]:
    first = FIRST_DAY + place * APART
    return {
        "id": name,
        "year": first.year,
        "opens_at": _midnight(first),
        "closes_at": _midnight(first + timedelta(days=42)),
        "recommend_by": _midnight(first + timedelta(days=72)),
        "notice_from": first + timedelta(days=74),
        "announce_on": first + timedelta(days=102),
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
