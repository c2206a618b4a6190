"""The correspondence of notify as version 2d07c87 reads it, and writes it again.

For telling whether a replica of that version goes on beside one of the present version.
"""

from typing import Any, Literal

from pydantic import Field

from services.notify.domain.notice import Attempt, Letter, Status
from services.notify.domain.reopening import Reopening
from services.notify.domain.supplement_clock import SupplementClock
from shared.contracts.notices import Channel
from shared.contracts.reviews import (
    MissedSupplement,
    MissingDemand,
    MissingItem,
    SupplementTerms,
)
from shared.record import Record
from shared.values import Bilingual, Instant


class FormerDemand(Record):
    """The application, and what was missing from it."""

    application: str
    number: str
    programme: str
    round: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    programme_name: Bilingual
    supplement_round: int = 0
    items: tuple[MissingItem, ...] = ()
    demands: tuple[MissingDemand, ...] = ()
    terms: SupplementTerms | None = None
    at: Instant


class FormerNonAcceptance(Record):
    """Why it was not accepted."""

    reason: str
    reason_text: Bilingual
    rule_version: str
    missed: MissedSupplement | None = None
    office: Bilingual | None = None
    apply_until: Instant | None = None


class FormerTakenBack(Record):
    """Which non-acceptance holds no longer."""

    notice: str
    sent_at: Instant
    received_at: Instant


class FormerNotice(Record):
    """A notice; which of the last three fields there are is what its kind says."""

    id: str
    cause: str
    seq: int = 0
    kind: Literal["materials_missing", "supplement_due", "not_accepted", "reopened"] = (
        "materials_missing"
    )
    demand: FormerDemand
    written_at: Instant
    traceparent: str | None
    letter: Letter | None = None
    attempts: tuple[Attempt, ...] = ()
    status: Status = "waiting"
    refusals: int = 0
    next_try: Instant | None
    sent_at: Instant | None = None
    escalated_at: Instant | None = None
    delivered_at: Instant | None = None
    delivered_by: Channel | None = None
    moot_at: Instant | None = None
    reminds_of: SupplementClock | None = None
    non_acceptance: FormerNonAcceptance | None = None
    takes_back: FormerTakenBack | None = None


class FormerCorrespondence(Record):
    """All notices of an application."""

    application: str
    notices: tuple[FormerNotice, ...] = ()
    clocks: tuple[SupplementClock, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    supplemented: int = 0
    closed_at: Instant | None = None
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)


def written_again(application: str, state: dict[str, Any]) -> dict[str, Any]:
    """The state as that version saves it after it has read it."""
    read = FormerCorrespondence.model_validate({**state, "application": application})
    return read.model_dump(exclude={"application"})
