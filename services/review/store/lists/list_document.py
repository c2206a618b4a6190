"""Lists and their entries as documents, and back."""

from collections.abc import Mapping
from typing import Any

from services.review.domain.lists.entry import Entry
from services.review.domain.lists.numbered_list import NumberedList
from services.review.ports import Held, HeldList
from shared.journal import Loaded
from shared.mongo import Document


def list_to_document(found: NumberedList) -> Document:
    """The list; the key is not in it."""
    document = found.model_dump(exclude={"id", "state", "days"})
    # Documents call it so since before there were stages of cases.
    document["stage"] = found.state
    # MongoDB has no date without a time.
    document["days"] = [day.model_dump(mode="json") for day in found.days]
    return document


def to_list(loaded: Loaded) -> HeldList:
    """The list in a loaded document."""
    state = loaded.state["stage"]
    found = NumberedList.model_validate({"id": loaded.key, **loaded.state, "state": state})
    return Held(found, loaded.revision)


def entry_to_document(found: NumberedList, entry: Entry) -> Document:
    """The entry under its list, the freezing unless that is the first, and its number."""
    freezing = "" if found.freezing == 1 else f"~{found.freezing}"
    return {"_id": f"{found.id}{freezing}/{entry.no}", "list": found.id, **entry.model_dump()}


def to_entry(document: Mapping[str, Any]) -> Entry:
    """The entry in a document."""
    return Entry.model_validate(document)
