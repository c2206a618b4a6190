"""What an enterprise is told of a non-acceptance besides its reason."""

from datetime import datetime
from typing import TypedDict

from services.review.domain.case import Case
from services.review.domain.case.addressee import addressee_of
from services.review.domain.stages.formal_review.findings import (
    missing_demands,
    missing_items,
    report_of,
)
from services.review.domain.stages.formal_review.supplement import CLOCK
from shared.contracts.base import Addressee
from shared.contracts.reviews import MissedSupplement, MissingDemand, MissingItem
from shared.programmes import Bilingual as Name
from shared.programmes import Programme
from shared.programmes.path import FormalReview
from shared.values import Bilingual


class LetterDetails(TypedDict):
    """What the event carries for the letter."""

    addressee: Addressee
    items: tuple[MissingItem, ...]
    demands: tuple[MissingDemand, ...]
    missed: MissedSupplement | None
    office: Bilingual
    apply_until: datetime | None


def letter_details(
    case: Case, stage: FormalReview, programme: Programme, *, by: str, at: datetime
) -> LetterDetails:
    """Whom to tell, what was asked for in vain, and where and until when there is more to do."""
    items, demands = _missing(case, programme)
    office = _office(stage, programme)
    return LetterDetails(
        addressee=addressee_of(case, programme),
        items=items,
        demands=demands,
        missed=_missed(case) if by == CLOCK else None,
        office=Bilingual(zh=office.zh, en=office.en),
        apply_until=_apply_until(case, programme, at),
    )


def _office(stage: FormalReview, programme: Programme) -> Name:
    named = [office.name for office in programme.offices if office.id == stage.office]
    usual = (programme.entrusted_body or programme.competent_department).name
    return next(iter(named), usual)


def _missing(
    case: Case, programme: Programme
) -> tuple[tuple[MissingItem, ...], tuple[MissingDemand, ...]]:
    # Who was never asked for anything was not refused for what is missing.
    if not case.supplements_asked:
        return (), ()
    report = report_of(case, programme)
    return missing_items(report, case, programme), missing_demands(report)


def _missed(case: Case) -> MissedSupplement | None:
    asked = case.notifications[-1]
    if asked.delivered_at is None or asked.due_at is None or asked.explanation is None:
        return None
    return MissedSupplement(
        delivered_at=asked.delivered_at, due_at=asked.due_at, explanation=asked.explanation
    )


def _apply_until(case: Case, programme: Programme, at: datetime) -> datetime | None:
    round_ = programme.round(case.round)
    limits = programme.way.entry.limits
    limited = (
        programme.max_applications_per_enterprise or limits.per_enterprise or limits.per_category
    )
    # Where applications are limited, the one that was not accepted has used up its slot.
    if limited is not None or not round_.is_open(at):
        return None
    return round_.closes_at
