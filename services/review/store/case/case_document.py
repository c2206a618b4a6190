"""A case as a document, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.review.domain.case import Case
from shared.mongo import Document

LAST = datetime(9999, 12, 31, tzinfo=UTC)
"""Where a case without a due date stands in a queue by due date."""


def to_document(case: Case) -> Document:
    """The case, with the fields that queues and counts are read by; the key is not in it."""
    return {
        **case.model_dump(exclude={"application"}),
        "returned": case.returned,
        "delivery_failed": case.delivery_failed,
        "sort_at": case.due_at or LAST,
    }


def changes(before: Case, after: Case) -> Document:
    """The fields of the document that differ."""
    # The two large ones are compared by identity: only a supplement replaces them.
    same = {
        name for name in ("answers", "materials") if getattr(before, name) is getattr(after, name)
    }
    old = before.model_dump(exclude={"application", *same})
    new = after.model_dump(exclude={"application", *same})
    changed: Document = {name: value for name, value in new.items() if old[name] != value}
    return {
        **changed,
        "returned": after.returned,
        "delivery_failed": after.delivery_failed,
        "sort_at": after.due_at or LAST,
    }


def to_case(key: str, document: Mapping[str, Any]) -> Case:
    """The case in a document."""
    return Case.model_validate({"application": key, **document})
