"""Public outcomes to play with."""

import json
from pathlib import Path
from typing import Any

from services.notify.domain.agencies.facts import PUBLIC
from services.notify.domain.agencies.hearing import heard_outcome
from services.notify.domain.agencies.public_outcome import HeardOutcome
from shared.contracts.base import Event
from tests.builders import NOON

SAMPLES = Path(__file__).parents[3] / "shared" / "contracts" / "samples"


def a_sample(kind: str, /, **fields: Any) -> Event:
    """The golden message of a kind, short of `laurel.` and `.v1`; any field may be given.

    Fields of its standing are given as `standing`, and replace those that it has.
    """
    name = f"laurel.{kind}.v1"
    found = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    standing = {**found.get("standing", {}), **fields.pop("standing", {})}
    return PUBLIC[name].model_validate(
        found | fields | ({"standing": standing} if standing else {})
    )


def heard(kind: str, subject: str = "a1", sequence: int = 1, /, **fields: Any) -> HeardOutcome:
    """The golden message of a kind as it is heard of a subject."""
    return heard_outcome(
        a_sample(kind, **fields),
        identity=f"review/{subject}/{sequence}",
        subject=subject,
        sequence=sequence,
        time=NOON,
    )
