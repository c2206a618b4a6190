"""What reasons are for: outcomes that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from shared.programmes.nearest import did_you_mean
from shared.programmes.path import Decision
from shared.programmes.reasons import (
    MATERIAL_OUTCOMES,
    OBJECTION_OUTCOMES,
    REFUSAL_OUTCOMES,
    REVOCATION_OUTCOMES,
)
from shared.programmes.reference_kinds import Fault

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def outcome_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of `only_for`: an outcome that is misspelt.

    One that is like none that there is here is of another path: programmes share catalogues.
    """
    verdicts = [word for one in programme.way.of_kind(Decision) for word in one.verdicts.ids]
    words: dict[str, Sequence[str]] = {
        "materials": MATERIAL_OUTCOMES,
        "case": REFUSAL_OUTCOMES,
        "decision": verdicts,
        "objection": OBJECTION_OUTCOMES,
        "revocation": REVOCATION_OUTCOMES,
    }
    for i, reason in enumerate(programme.reasons):
        fitting = [word for scope in reason.applies_to for word in words.get(scope, ())]
        known = list(dict.fromkeys(fitting))
        for j, outcome in enumerate(reason.only_for):
            if outcome not in known and (near := did_you_mean(outcome, known)):
                yield (
                    ("reasons", i, "only_for", j),
                    f"expected one of {', '.join(known)}, not {outcome}{near}",
                )
