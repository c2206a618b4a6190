"""A round of supplement as a part of its application's document."""

from collections.abc import Mapping
from typing import Any

from services.intake.domain.supplement_round import (
    AskedDemand,
    AskedFile,
    AskedItem,
    SupplementRound,
)
from services.intake.store.texts import text_to_document, to_text

_PLAIN = ("number", "asked_at", "due_at", "delivered_at", "received_at", "key")
_OF_FILE = ("id", "filename", "sha256", "refused", "reason", "note")
_TEXTS = ("name", "reason_text", "acceptable")


def round_to_document(found: SupplementRound) -> dict[str, Any]:
    """The round as it is saved."""
    explanation = found.due_explanation
    return {
        **{name: getattr(found, name) for name in _PLAIN},
        "due_explanation": None if explanation is None else text_to_document(explanation),
        **({} if found.digest is None else {"digest": found.digest}),
        **({} if found.taken_back_at is None else {"taken_back_at": found.taken_back_at}),
        "received_items": list(found.received_items),
        **_received_files(found),
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
        taken_back_at=found.get("taken_back_at"),
        received_items=tuple(found["received_items"]),
        received_files=tuple(
            (each["file"], tuple(each["replaces"])) for each in found.get("received_files", ())
        ),
        items=tuple(_to_item(item) for item in found["items"]),
        demands=tuple(map(_to_demand, found.get("demands", ()))),
    )


def _received_files(found: SupplementRound) -> dict[str, Any]:
    if not found.received_files:
        return {}
    files = [{"file": file, "replaces": list(old)} for file, old in found.received_files]
    return {"received_files": files}


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
        **({} if item.files is None else {"files": list(map(_file_to_document, item.files))}),
        **({} if item.note is None else {"note": item.note}),
    }


def _file_to_document(file: AskedFile) -> dict[str, Any]:
    text = file.reason_text
    return {
        **{name: getattr(file, name) for name in _OF_FILE},
        "reason_text": None if text is None else text_to_document(text),
    }


def _to_file(found: Mapping[str, Any]) -> AskedFile:
    text = found["reason_text"]
    return AskedFile(
        **{name: found[name] for name in _OF_FILE},
        reason_text=None if text is None else to_text(text),
    )


def _to_item(found: Mapping[str, Any]) -> AskedItem:
    return AskedItem(
        requirement=found["requirement"],
        clause=found["clause"],
        reason=found["reason"],
        alternatives=tuple(found["alternatives"]),
        **{name: to_text(found[name]) for name in _TEXTS},
        files=None if found.get("files") is None else tuple(map(_to_file, found["files"])),
        note=found.get("note"),
    )
