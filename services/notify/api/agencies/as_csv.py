"""Outcomes for spreadsheets."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from services.notify.domain.agencies.public_outcome import PublicOutcome
from shared.comma_separated import Encoding, comma_separated, plain

COLUMNS = (
    "cursor",
    "position",
    "time",
    "type",
    "outcome",
    "number",
    "subject",
    "sequence",
    "programme",
    "round",
    "district",
    "industry",
    "category",
    "uscc",
    "enterprise_zh",
    "enterprise_en",
    "product_zh",
    "product_en",
    "reason",
    "certificate",
)
"""One line has what most readers ask for; the message itself has more."""


def as_csv(outcomes: Iterable[PublicOutcome], encoding: Encoding) -> bytes:
    """A line an outcome; empty where it does not say."""
    return comma_separated(COLUMNS, map(_line, outcomes), encoding)


def _line(outcome: PublicOutcome) -> list[str]:
    known = _fields(outcome)
    return [plain("" if known.get(name) is None else str(known[name])) for name in COLUMNS]


def _fields(outcome: PublicOutcome) -> dict[str, Any]:
    data = json.loads(outcome.body)["data"]
    named: Mapping[str, Any] = {**data, **(data.get("listed") or {})}
    names = {
        f"{field}_{language}": (named.get(field) or {}).get(language)
        for field in ("enterprise", "product")
        for language in ("zh", "en")
    }
    return {
        **names,
        "cursor": outcome.cursor.text,
        "position": outcome.position,
        "time": outcome.time.isoformat(),
        "type": outcome.type,
        "outcome": outcome.outcome,
        "number": data.get("number"),
        "subject": outcome.subject,
        "sequence": outcome.sequence,
        "programme": outcome.facts.programme,
        "round": outcome.facts.round,
        "district": outcome.facts.district,
        "industry": outcome.facts.industry,
        "category": outcome.facts.category,
        "uscc": named.get("uscc"),
        "reason": data.get("reason"),
        "certificate": data.get("certificate"),
    }
