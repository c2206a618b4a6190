"""Advice that is given by an office which exists, and facts that come from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.programmes.facts import FromPreEvaluation
from shared.programmes.nearest import undefined
from shared.programmes.reference_kinds import Fault

if TYPE_CHECKING:
    from shared.programmes.model import Programme


def pre_evaluation_faults(programme: Programme) -> Iterator[Fault]:
    """Faults of who advises, and of facts from advice that nobody gives."""
    declared = programme.pre_evaluation
    if declared is not None and declared.office is not None:
        offices = [office.id for office in programme.offices]
        if declared.office not in offices:
            yield ("pre_evaluation", "office"), undefined(declared.office, offices, "offices")
    for i, fact in enumerate(programme.facts):
        if not isinstance(fact.origin, FromPreEvaluation):
            continue
        if declared is None:
            yield (
                ("facts", i, "from", "pre_evaluation"),
                "expected a programme that gives advice on drafts; say who under pre_evaluation",
            )
        if fact.type != "boolean":
            yield ("facts", i, "type"), "expected boolean: there was advice, or there was none"
