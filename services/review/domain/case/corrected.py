"""What an office has taken back, kept beside what stands now."""

from typing import Literal

from pydantic import Field

from services.review.domain.stages.decision.kept import Decision, Letter
from services.review.domain.stages.formal_review.kept import Conclusion
from services.review.domain.stages.recommendation.kept import Recommendation
from shared.record import Record
from shared.values import Instant

What = Literal["conclusion", "recommendation", "decision", "letter"]


class Correction(Record):
    """An act of an office in a stage that it took back, why, and what it had said.

    `milestones` are those that the case had reached by it. A joint decision is taken back by an
    office with its own `letter`; what is a letter alone had not decided anything yet.
    """

    stage: str
    what: What
    reason: str
    by: str
    at: Instant
    conclusion: Conclusion | None = None
    recommendation: Recommendation | None = None
    decision: Decision | None = None
    letter: Letter | None = None
    milestones: dict[str, Instant] = Field(default_factory=dict)
