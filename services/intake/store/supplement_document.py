"""A round of supplement as a part of its application's document."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.supplement_round import AskedDemand, AskedItem, SupplementRound
from services.intake.store.texts import text_to_document, to_text

_PLAIN = ("number", "asked_at", "due_at", "delivered_at", "received_at", "key")
_TEXTS = ("name", "reason_text", "acceptable")


def round_to_document(found: SupplementRound) -> dict[str, Any]:
    """The round as it is saved."""
    explanation = found.due_explanation
    return {
        **{name: getattr(found, name) for name in _PLAIN},
        "due_explanation": None if explanation is None else text_to_document(explanation),
        **({} if found.digest is None else {"digest": found.digest}),
        "received_items": list(found.received_items),
        "items": [_item_to_document(item) for item in found.items],
        "demands": [
            {
                "branches": [list(branch) for branch in demand.branches],
                "choose": demand.choose,
                "ways": [[list(way) for way in ways] for ways in demand.ways],
            }
            for demand in found.demands
        ],
    }


def to_round(found: Mapping[str, Any]) -> SupplementRound:
    """The round in a document."""
    explanation = found["due_explanation"]
    return SupplementRound(
        **{name: found[name] for name in _PLAIN},
        due_explanation=None if explanation is None else to_text(explanation),
        digest=found.get("digest"),
        received_items=tuple(found["received_items"]),
        items=tuple(_to_item(item) for item in found["items"]),
        demands=tuple(map(_to_demand, found.get("demands", ()))),
    )


def _to_demand(found: Mapping[str, Any]) -> AskedDemand:
    return AskedDemand(
        branches=tuple(map(tuple, found["branches"])),
        choose=found["choose"],
        ways=tuple(tuple(map(tuple, ways)) for ways in found["ways"]),
    )


def _item_to_document(item: AskedItem) -> dict[str, Any]:
    return {
        "requirement": item.requirement,
        "clause": item.clause,
        "reason": item.reason,
        "alternatives": list(item.alternatives),
        **{name: text_to_document(getattr(item, name)) for name in _TEXTS},
    }


def _to_item(found: Mapping[str, Any]) -> AskedItem:
    return AskedItem(
        requirement=found["requirement"],
        clause=found["clause"],
        reason=found["reason"],
        alternatives=tuple(found["alternatives"]),
        **{name: to_text(found[name]) for name in _TEXTS},
    )
