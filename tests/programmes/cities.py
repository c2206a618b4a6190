"""Jiangmen's rules for cities instead of enterprises, with a fact so that subjects are counted."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from deploy.local.places import PROJECT
from shared.programmes import Programme, Round, load_file
from shared.programmes.published_lock import PublishedLock
from tests.programmes.small_scenario import WORDS, small_scenario

JIANGMEN = PROJECT / "programmes" / "gd-hightech-product-jiangmen.yaml"
PROGRAMME = "test-cities"
DONGGUAN, FOSHAN = "441900", "440600"
DIVISIONS = {
    "pengjiang": "440703",
    "xinhui": "440705",
    "taishan": "440781",
    "kaiping": "440783",
    "heshan": "440784",
    "enping": "440785",
}
"""The districts of the rules, of which each is a city here."""


def for_cities(definition: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The definition for cities, of which each may apply once."""
    fact = {
        "id": "is_regulated",
        "name": {"zh": "受管制", "en": "Regulated"},
        "type": "boolean",
        "from": {"answer": "regulated"},
    }
    recommended = next(one for one in definition["measures"] if one["id"] == "recommended")
    cities = {**recommended, "id": "cities", "counts": {**recommended["counts"], "of": "subjects"}}
    own = {
        "id": PROGRAMME,
        "subject": "city",
        "facts": [fact],
        "max_applications_per_enterprise": 1,
        "measures": [*definition["measures"], cities],
        "published_figures": [],
    }
    return definition | own | changes


def write_cities(folder: Path, **changes: Any) -> Path:
    """Writes the definition for cities, and Jiangmen's own, with the lock of both."""
    text = JIANGMEN.read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / JIANGMEN.name).write_text(text, encoding="utf-8")
    write_definition(folder, for_cities(yaml.safe_load(text), **changes))
    PublishedLock.of(folder).publish(load_file(folder / JIANGMEN.name))
    return folder


def write_definition(folder: Path, definition: dict[str, Any]) -> Programme:
    """Writes and publishes it, beside what is published in the folder already."""
    file = folder / f"{definition['id']}.yaml"
    file.write_text(yaml.safe_dump(definition, allow_unicode=True), encoding="utf-8")
    programme = load_file(file)
    PublishedLock.of(folder).publish(programme)
    return programme


def write_cities_scenario(folder: Path, round_: Round) -> Path:
    """Six cities apply: three are recommended, two listed, and one is recognised."""
    shutil.copytree(WORDS, folder / "words", dirs_exist_ok=True)
    scenario = small_scenario(PROGRAMME, round_)
    scenario["enterprises"]["districts"] = [
        {"id": id_, "division": division} for id_, division in DIVISIONS.items()
    ]
    recommended, others, _ = scenario["groups"]
    names = list(DIVISIONS)
    recommended |= {
        "enterprises": 3,
        "districts": dict.fromkeys(names[:3], 1),
        "industries": {"3922": 2, "3491": 1},
    }
    fates = dict.fromkeys(("never_supplemented", "withdrawn", "left_out"), 1)
    others |= {
        "applications": 3,
        "fates": fates,
        "districts": dict.fromkeys(names[3:], 1),
    }
    scenario["groups"] = [recommended, others]
    scenario["compared"].append({"measure": "cities", "expected": 3})
    file = folder / "cities.yaml"
    file.write_text(yaml.safe_dump(scenario, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return file
