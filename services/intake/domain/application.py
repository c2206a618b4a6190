"""An application, from its first draft to its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from services.intake.domain.material import Material
from services.intake.domain.refusals import NotSubmitted
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.values import Bilingual

Stage = Literal[
    "draft",
    "submitted",
    "accepted",
    "not_accepted",
    "recommended",
    "recognised",
    "not_recognised",
    "withdrawn",
]
REVIEW_STAGES: tuple[Stage, ...] = ("recommended", "accepted", "not_accepted")
"""What review may have reached, the furthest first."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The receipt: one for life. `key` is the Idempotency-Key it was sent with."""

    number: str
    received_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That the enterprise withdrew, and why; review may refuse it once the list is announced."""

    reason: str
    at: datetime
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """The newest that review said: the milestones it has reached, and at which sequence."""

    seq: int = 0
    reached: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The announced result."""

    stage: Literal["recognised", "not_recognised"]
    at: datetime


@dataclass(frozen=True)
class Application:
    """Pinned to one version of its programme; changed only by the functions of this package.

    `heard` holds, by stream, the sequences of the events that have had their effect here.
    """

    id: str
    uscc: str
    enterprise: Bilingual
    district: str
    programme: str
    programme_version: str
    round: str
    product: Bilingual
    category: str
    industry: str
    created_at: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    materials: tuple[Material, ...] = ()
    replaced: tuple[Material, ...] = ()
    submission: Submission | None = None
    supplements: tuple[SupplementRound, ...] = ()
    withdrawal: Withdrawal | None = None
    review: ReviewSeen = ReviewSeen()
    outcome: Outcome | None = None
    timeline: tuple[TimelineItem, ...] = ()
    heard: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        """How far it has come, whatever order the news arrived in."""
        if self.submission is None:
            return "draft"
        if self.withdrawal is not None and not self.withdrawal.refused:
            return "withdrawn"
        if self.outcome is not None:
            return self.outcome.stage
        for stage in REVIEW_STAGES:
            if stage in self.review.reached:
                return stage
        return "submitted"

    @property
    def receipt(self) -> Submission:
        """Proof of its submission. Raises NotSubmitted for a draft."""
        if self.submission is None:
            raise NotSubmitted
        return self.submission

    @property
    def awaited_supplement(self) -> SupplementRound | None:
        """The supplement that the enterprise may still be expected to send."""
        if self.stage != "submitted" or not self.supplements:
            return None
        last = self.supplements[-1]
        return last if last.awaited else None

    def with_items(self, *items: TimelineItem) -> "Application":
        """With more items in its timeline."""
        return replace(self, timeline=(*self.timeline, *items))


def draft_id(uscc: str, key: str) -> str:
    """The id of the draft that this Idempotency-Key of this enterprise makes, always the same."""
    return sha256(f"{uscc}\n{key}".encode()).hexdigest()[:24]
