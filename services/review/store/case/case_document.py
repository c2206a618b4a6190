"""A case as a document, and back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from services.review.domain.case import Case
from services.review.domain.stages.formal_review.kept import STATUTE
from shared.mongo import Document

LAST = datetime(9999, 12, 31, tzinfo=UTC)
"""Where a case without a due date stands in a queue by due date."""

ACCEPTED_INCOMPLETE: Document = {"conclusion.by": STATUTE, "complete": False}
"""Asks for cases that count as accepted by statute although something was missing."""


def deemed_by(words: Sequence[str], at: datetime) -> Document:
    """Asks for cases that stand at one of these places and count as accepted by then."""
    return {"stage": {"$in": list(words)}, "expires_at": {"$type": "date", "$lte": at}}


def to_document(case: Case) -> Document:
    """The case, with the fields that queues and counts are read by; the key is not in it."""
    return {
        **case.model_dump(exclude={"application"}),
        "returned": case.returned,
        "delivery_failed": case.delivery_failed,
        "on_hold": case.on_hold,
        "to_settle": case.to_settle,
        "sort_at": case.due_at or LAST,
    }


def changes(before: Case, after: Case) -> Document:
    """The fields of the document that differ."""
    # The large ones are compared by identity: only a supplement replaces them.
    large = ("answers", "materials", "replaced")
    same = {name for name in large if getattr(before, name) is getattr(after, name)}
    old = before.model_dump(exclude={"application", *same})
    new = after.model_dump(exclude={"application", *same})
    changed: Document = {name: value for name, value in new.items() if old[name] != value}
    return {
        **changed,
        "returned": after.returned,
        "delivery_failed": after.delivery_failed,
        "on_hold": after.on_hold,
        "to_settle": after.to_settle,
        "sort_at": after.due_at or LAST,
    }


def to_case(key: str, document: Mapping[str, Any]) -> Case:
    """The case in a document."""
    return Case.model_validate({"application": key, **document})
