"""The re-evaluation of demonstration enterprises in many rounds, one after the other."""

from typing import Any

import yaml

from deploy.local.places import PROGRAMMES
from tests.programmes.small_rounds import small_rounds

DEFINITION = PROGRAMMES / "innovation-demonstration-enterprises.yaml"
PROGRAMME = "test-cohorts"
_NOT_HERE = ("recommend_by", "notice_from", "recommend_by_stage", "calendar")


def cohorts() -> dict[str, Any]:
    """The definition, with the rounds of the small ones."""
    definition: dict[str, Any] = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))
    small = small_rounds()
    rounds = [
        {name: said for name, said in round_.items() if name not in _NOT_HERE}
        for round_ in small["rounds"]
    ]
    own = {"id": PROGRAMME, "effective_from": small["effective_from"], "rounds": rounds}
    return definition | own
