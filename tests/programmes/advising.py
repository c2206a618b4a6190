"""The Jiangmen programme with advice on drafts, which it has not itself."""

from pathlib import Path
from typing import Any

import yaml

from deploy.local.places import PROGRAMMES
from tests.programmes.cities import write_definition

PROGRAMME, OFFICE, FACT = "test-advising", "advisers", "pre_evaluated"


def advising() -> dict[str, Any]:
    """The definition."""
    file = PROGRAMMES / "gd-hightech-product-jiangmen.yaml"
    definition: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    name = {"zh": "预评审", "en": "Pre-evaluation"}
    return definition | {
        "id": PROGRAMME,
        "published_figures": [],
        "offices": [{"id": OFFICE, "name": {"zh": "协会", "en": "Association"}}],
        "pre_evaluation": {
            "name": name,
            "office": OFFICE,
            "basis": {"zh": "办法第五条", "en": "Rules, article 5"},
        },
        "facts": [
            {"id": FACT, "name": name, "type": "boolean", "from": {"pre_evaluation": "advised"}}
        ],
    }


def write_advising(folder: Path) -> Path:
    """A folder with this programme, in force."""
    folder.mkdir()
    write_definition(folder, advising())
    return folder
