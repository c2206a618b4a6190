"""Rounds: what is asked for while one is open, and how far it has come."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from services.intake.domain.facts import schemes_of
from services.intake.domain.limits import limits_of
from services.intake.domain.stages import stage_words
from shared.programmes import Material, Path, Programme, Round
from shared.programmes.asked import (
    AskedEligibility,
    AskedItem,
    eligibility_of,
    requirements_of,
)
from shared.programmes.path.kinds.application import Limits
from shared.record import Record
from shared.values import Bilingual


class CallMaterial(Record):
    """One material that a call asks for."""

    id: str
    name: Bilingual
    clause: Bilingual
    acceptable: Bilingual
    accepts: tuple[str, ...]
    max_mb: int
    max_files: int

    @classmethod
    def of(cls, material: Material) -> Self:
        """The material as its programme defines it."""
        return cls.model_validate(material, from_attributes=True)


class CallLimits(Record):
    """How many applications of one enterprise the round takes; null where there is no limit."""

    per_enterprise: int | None
    per_category: int | None

    @classmethod
    def of(cls, programme: Programme) -> Self:
        """The limits of a programme."""
        return cls.model_validate(limits_of(programme) or Limits(), from_attributes=True)


class CallScheme(Record):
    """A scheme by which it asks what the enterprise holds, with the levels that it tells apart."""

    scheme: str
    levels: tuple[str, ...]


class CallView(Record):
    """A call: until when, for whom, what it asks for, and which of it when.

    `round_before` is the round of the same programme before it, of which there may be figures.
    """

    programme: str
    version: str
    name: Bilingual
    round: str
    round_before: str | None
    opens_at: datetime
    closes_at: datetime
    districts: tuple[dict[str, Any], ...]
    categories: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...]
    materials: tuple[CallMaterial, ...]
    requirements: tuple[AskedItem, ...]
    eligibility: tuple[AskedEligibility, ...]
    schemes: tuple[CallScheme, ...]
    limits: CallLimits

    @classmethod
    def of(cls, programme: Programme, round_: Round, before: Round | None) -> Self:
        """The call for a round of a programme, and which round was before it."""
        return cls(
            programme=programme.id,
            version=programme.version,
            name=programme.name,
            round=round_.id,
            round_before=None if before is None else before.id,
            opens_at=round_.opens_at,
            closes_at=round_.closes_at,
            districts=tuple(district.model_dump() for district in programme.districts),
            categories=tuple(category.model_dump() for category in programme.categories),
            answers=tuple(field.model_dump(mode="json") for field in programme.answers),
            materials=tuple(map(CallMaterial.of, programme.materials)),
            requirements=requirements_of(programme),
            eligibility=eligibility_of(programme),
            schemes=tuple(
                CallScheme(scheme=scheme, levels=levels)
                for scheme, levels in schemes_of(programme).items()
            ),
            limits=CallLimits.of(programme),
        )


class CallsView(Record):
    """The calls that are open now."""

    calls: tuple[CallView, ...]


class ProgressView(Record):
    """How many applications of a round are in each stage."""

    counts: dict[str, int]
    supplement_open: int

    @classmethod
    def of(cls, path: Path, found: Mapping[str, Mapping[bool, int]]) -> Self:
        """From the counts by stage, with and without an open supplement.

        What another version of the programme calls its stages comes last.
        """
        stages = [*(word.id for word in stage_words(path)), *sorted(found)]
        return cls(
            counts={stage: sum(found.get(stage, {}).values()) for stage in stages},
            supplement_open=sum(by_open.get(True, 0) for by_open in found.values()),
        )
