"""What filters ask of a public outcome."""

from dataclasses import dataclass
from typing import Any

from shared.contracts import KINDS, outcomes
from shared.contracts.base import Event
from shared.contracts.outcomes import (
    NotRecognised,
    OutcomeCorrected,
    OutcomeGiven,
    OutcomeReinstated,
    OutcomeRevoked,
    Recognised,
)
from shared.programmes.industry import UnknownIndustry, at_depth

PUBLIC: dict[str, type[Event]] = {
    name: kind for name, kind in KINDS.items() if kind.topic == outcomes.TOPIC
}
"""The kinds of event that agencies hear, by their CloudEvents type."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an application as of its submission; None where no event said it."""

    programme: str
    round: str | None = None
    district: str | None = None
    industry: str | None = None
    category: str | None = None

    def or_else(self, known: "Facts | None") -> "Facts":
        """These facts, each that is not known as it was known before."""
        if known is None:
            return self
        return Facts(
            self.programme,
            self.round or known.round,
            self.district or known.district,
            self.industry or known.industry,
            self.category or known.category,
        )


def facts_of(event: Event) -> Facts:
    """The facts that a public event tells."""
    of: Any = getattr(event, "standing", event)
    return Facts(
        of.programme,
        *(getattr(of, name, None) for name in ("round", "district", "industry", "category")),
    )


def outcome_of(event: Event) -> str | None:
    """The outcome that a public event gives its subject; None for one that leaves it as it is.

    It is the milestone that an application has reached where the event names one.
    """
    match event:
        case Recognised():
            return "recognised"
        case NotRecognised():
            return "not_recognised"
        case OutcomeGiven() | OutcomeCorrected():
            return event.outcome
        case OutcomeRevoked():
            return "revoked"
        case OutcomeReinstated():
            return "reinstated"
    return None


def industries_of(code: str | None) -> frozenset[str]:
    """The code of an industry and all that it belongs to (GB/T 4754): C3912 is C, 39, 391, 3912.

    What is no such code is itself alone.
    """
    if code is None:
        return frozenset()
    try:
        levels = [at_depth(code, depth) for depth in ("section", "division", "group", "class")]
    except UnknownIndustry:
        return frozenset({code})
    return frozenset(levels)
