"""An application's place on a list as a document, and back."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.on_list import OnList, ServedObjection
from services.intake.store.texts import text_to_document, to_text


def on_list_to_document(found: OnList) -> dict[str, Any]:
    """The state to save."""
    return {
        "stage": found.stage,
        "number": found.number,
        "closes_at": found.closes_at,
        "explanation": found.explanation and text_to_document(found.explanation),
        "removed": found.removed,
        "objections": [
            {
                "id": one.id,
                "due_at": one.due_at,
                "due_explanation": one.due_explanation and text_to_document(one.due_explanation),
                "answered": one.answered,
                "dismissed": one.dismissed,
            }
            for one in found.objections
        ],
    }


def to_on_list(found: Mapping[str, Any]) -> OnList:
    """The place in a document."""
    return OnList(
        stage=found["stage"],
        number=found["number"],
        closes_at=found["closes_at"],
        explanation=found["explanation"] and to_text(found["explanation"]),
        removed=found["removed"],
        objections=tuple(
            ServedObjection(
                id=one["id"],
                due_at=one["due_at"],
                due_explanation=one["due_explanation"] and to_text(one["due_explanation"]),
                answered=one["answered"],
                dismissed=one["dismissed"],
            )
            for one in found["objections"]
        ),
    )
