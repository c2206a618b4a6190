"""A qualification as a part of a document; MongoDB has no days, so they are texts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from services.intake.domain.qualification import HeldQualification


def qualifications_to_document(held: Iterable[HeldQualification]) -> list[dict[str, Any]]:
    """The qualifications as they are saved."""
    return [
        {
            "scheme": each.scheme,
            "level": each.level,
            "from": each.since.isoformat(),
            "until": None if each.until is None else each.until.isoformat(),
            "source": each.source,
        }
        for each in held
    ]


def to_qualifications(found: Iterable[Mapping[str, Any]]) -> tuple[HeldQualification, ...]:
    """The qualifications in a document."""
    return tuple(
        HeldQualification(
            scheme=each["scheme"],
            level=each["level"],
            since=date.fromisoformat(each["from"]),
            until=None if each["until"] is None else date.fromisoformat(each["until"]),
            source=each["source"],
        )
        for each in found
    )
