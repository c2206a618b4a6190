"""A case: one application on its way through review."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import Field, JsonValue

from services.review.domain.stages.announcement.kept import Outcome
from services.review.domain.stages.decision.kept import Decision
from services.review.domain.stages.formal_review.kept import Conclusion, Judgement, Notification
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.contracts.applications import Material
from shared.contracts.base import Event, Standing
from shared.heard import Position, has_heard, with_heard
from shared.record import Record
from shared.values import Bilingual, Instant

Stage = Literal[
    "formal_review",
    "awaiting_delivery",
    "awaiting_supplement",
    "accepted",
    "not_accepted",
    "recommended",
    "decided",
    "announced",
    "withdrawn",
]


class Case(Record):
    """One application in review, pinned to the programme version it was submitted under.

    `due_at` is the statutory end of the present stage; `expires_at` is when the clock itself will
    act. `heard` holds, by stream, the sequences of the events that had their effect.
    """

    application: str
    number: str
    programme: str
    programme_version: str
    round: str
    district: str
    industry: str
    category: str
    uscc: str
    enterprise: Bilingual
    product: Bilingual
    received_at: Instant
    answers: dict[str, JsonValue]
    materials: tuple[Material, ...]
    stage: Stage
    complete: bool
    verdicts: dict[str, Judgement] = Field(default_factory=dict)
    notifications: tuple[Notification, ...] = ()
    conclusion: Conclusion | None = None
    recommendation: Recommendation | None = None
    decision: Decision | None = None
    outcome: Outcome | None = None
    withdrawn_for: str | None = None
    due_at: Instant | None = None
    expires_at: Instant | None = None
    milestones: dict[str, Instant] = Field(default_factory=dict)
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def supplement_round(self) -> int:
        """How often the enterprise has been notified of what is missing."""
        return len(self.notifications)

    @property
    def returned(self) -> bool:
        """Whether it is in formal review again, with a supplement."""
        return self.stage == "formal_review" and self.supplement_round > 0

    @property
    def delivery_failed(self) -> bool:
        """Whether the present notification bounced and has not been delivered otherwise."""
        return self.stage == "awaiting_delivery" and self.notifications[-1].bounced_at is not None

    @property
    def standing(self) -> Standing:
        """Where the application stands, as review knows it."""
        return Standing(
            programme=self.programme,
            programme_version=self.programme_version,
            round=self.round,
            district=self.district,
            industry=self.industry,
            category=self.category,
            milestones=self.milestones,
        )

    def reached(self, milestone: str, at: datetime) -> dict[str, Instant]:
        """The milestones with this one; one that was reached before keeps its time."""
        return {milestone: to_milliseconds(at), **self.milestones}

    def has_heard(self, event: Position) -> bool:
        """Whether this event had its effect already."""
        return has_heard(self.heard, event)

    def hearing(self, event: Position) -> "Case":
        """The case with the memory of this event."""
        return self.model_copy(update={"heard": with_heard(self.heard, event)})


def to_milliseconds(at: datetime) -> datetime:
    """The instant as it can be kept: an event and the stored case must tell the same time."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


@dataclass(frozen=True, slots=True)
class Step:
    """A case after something happened to it, and what to announce of that."""

    case: Case
    events: tuple[Event, ...] = ()
