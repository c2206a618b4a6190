"""A public outcome as a document, and a filter as a query for such documents."""

from collections.abc import Mapping
from typing import Any

from services.notify.domain.agencies.facts import Facts, industries_of
from services.notify.domain.agencies.filter import Filter
from services.notify.domain.agencies.public_outcome import PublicOutcome
from services.notify.domain.agencies.reconciliation import Counted
from shared.mongo import Binary, Document

_FACTS = ("programme", "round", "district", "industry", "category")
_FIELD_OF = {"industry": "industries", "outcome": "outcomes", "kind": "type"}
"""Which field of a document a filter asks about, where that has another name."""


def to_document(outcome: PublicOutcome) -> Document:
    """The outcome as it is kept; `industries` stands beside it for queries."""
    facts = {name: getattr(outcome.facts, name) for name in _FACTS}
    return {
        "_id": outcome.position,
        "event": outcome.id,
        "type": outcome.type,
        "source": outcome.source,
        "subject": outcome.subject,
        "sequence": outcome.sequence,
        "time": outcome.time,
        **facts,
        "industries": sorted(industries_of(outcome.facts.industry)),
        "outcome": outcome.outcome,
        "outcomes": sorted(outcome.outcomes),
        "body": Binary(outcome.body),
    }


def to_outcome(document: Mapping[str, Any]) -> PublicOutcome:
    """The outcome in a document."""
    return PublicOutcome(
        position=int(document["_id"]),
        id=document["event"],
        type=document["type"],
        source=document["source"],
        subject=document["subject"],
        sequence=int(document["sequence"]),
        time=document["time"],
        facts=Facts(*(document[name] for name in _FACTS)),
        outcome=document["outcome"],
        outcomes=frozenset(document["outcomes"]),
        body=bytes(document["body"]),
    )


def to_counted(document: Mapping[str, Any]) -> Counted:
    """What is counted of the outcome in a document."""
    return Counted(
        id=document["event"],
        type=document["type"],
        subject=document["subject"],
        sequence=int(document["sequence"]),
        outcome=document["outcome"],
    )


def query_of(wanted: Filter) -> Document:
    """What finds exactly the outcomes that the filter matches."""
    asked = {
        "programme": wanted.programme,
        "round": wanted.round,
        "district": wanted.district,
        "industry": wanted.industry,
        "category": wanted.category,
        "outcome": wanted.outcome,
        "kind": wanted.kind,
    }
    return {
        _FIELD_OF.get(name, name): {"$in": sorted(values)}
        for name, values in asked.items()
        if values
    }
