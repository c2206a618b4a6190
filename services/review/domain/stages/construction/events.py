"""What the events of a construction have in common, and the one that tells how it ended."""

from datetime import datetime
from typing import Any

from services.review.domain.case import Case
from services.review.domain.case.addressee import addressee_of
from services.review.domain.case.passing import place_of
from shared.contracts.reviews import StageConcluded
from shared.programmes import Programme
from shared.programmes.path import Construction
from shared.values import Bilingual


def of_construction(case: Case, stage: Construction, programme: Programme) -> dict[str, Any]:
    """Whose construction an event is of."""
    return {
        "application": case.application,
        "number": case.number,
        "stage": stage.id,
        "stage_name": Bilingual(zh=stage.name.zh, en=stage.name.en),
        "rule_version": programme.key,
    }


def concluded(
    after: Case,
    stage: Construction,
    programme: Programme,
    *,
    passed: bool,
    by: str,
    at: datetime,
    reason: str | None = None,
    note: str | None = None,
) -> StageConcluded:
    """That it was assessed by its applicant, or ended for a reason."""
    place = place_of(after, programme)
    given = stage.milestones.passed if passed else stage.milestones.failed
    text = None if reason is None else programme.reason(reason).name
    return StageConcluded(
        **of_construction(after, stage, programme),
        kind=stage.kind,
        outcome="passed" if passed else "failed",
        verdict=None,
        milestone=None if given is None else given.id,
        reason=reason,
        reason_text=None if text is None else Bilingual(zh=text.zh, en=text.en),
        opinion=note,
        next=place.stage.id if passed and place is not None else None,
        by=by,
        addressee=addressee_of(after, programme),
        at=at,
        standing=after.standing,
    )
