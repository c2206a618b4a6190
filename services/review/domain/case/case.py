"""A case: one application on its way through review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import Field, JsonValue

from services.review.domain.case.corrected import Correction
from services.review.domain.lists.served import ServedObjection
from services.review.domain.stages.announcement.kept import Outcome
from services.review.domain.stages.construction.kept import Built
from services.review.domain.stages.decision.kept import Decision, Letter
from services.review.domain.stages.formal_review.kept import (
    STATUTE,
    Conclusion,
    Judgement,
    Notification,
    ReplacedVerdict,
    SuppliedFile,
)
from services.review.domain.stages.recommendation.kept import Recommendation
from services.review.domain.twins.kept import Twin
from shared.contracts.applications import Material
from shared.contracts.base import Event, FactValue, Standing
from shared.heard import Position, has_heard, with_heard
from shared.record import Record
from shared.values import Bilingual, Instant


class Submission(Record):
    """An application as it was submitted and supplemented.

    It is pinned to the programme version it was submitted under. `subject` and `facts` are there
    in programmes that declare facts.
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
    subject: str | None = None
    facts: dict[str, FactValue] | None = None

    @property
    def known(self) -> Mapping[str, Any]:
        """What conditions look at: answers and facts, which share one namespace of ids."""
        return {**self.answers, **self.facts} if self.facts else self.answers


class LeftOut(Record):
    """Which freezing of the list of which stage did without the case, and why."""

    list: str
    stage: str
    freezing: int
    reason: str
    by: str
    at: Instant


class Case(Submission):
    """An application in review; only `passing` says where it stands.

    `stage` is the word of its place in the programme's path. `entered_at` is from when the clocks
    of its stage run; older cases don't have it. `due_at` is the statutory end of the present
    place, `expires_at` when the clock itself will act. `recommendation`, `decision` and `outcome`
    are the latest.
    `letters` are those of joint decisions, the first recorded first. `built` is what was reported
    of a construction. `file_verdicts` are about
    single files, by their ids; `replaced_verdicts` are those that gave way, in order. `supplied`
    tells what came with supplements, and `replaced` keeps what gave way to it. `corrections` are
    what offices have taken back, in order.
    `noticed_on` are the lists under public notice of which its enterprise has heard that it is on
    them, and `objections` those that it was served with.
    `corrected_by` names the corrections of announced lists that it has heard of. `twins` are other
    applications that seem to be for the same thing.
    `heard` holds, by stream, the sequences of the events that had their effect.
    """

    stage: str
    complete: bool
    verdicts: dict[str, Judgement] = Field(default_factory=dict)
    file_verdicts: dict[str, Judgement] = Field(default_factory=dict)
    replaced_verdicts: tuple[ReplacedVerdict, ...] = ()
    supplied: tuple[SuppliedFile, ...] = ()
    replaced: tuple[Material, ...] = ()
    notifications: tuple[Notification, ...] = ()
    conclusion: Conclusion | None = None
    recommendation: Recommendation | None = None
    earlier_recommendations: tuple[Recommendation, ...] = ()
    decision: Decision | None = None
    earlier_decisions: tuple[Decision, ...] = ()
    letters: tuple[Letter, ...] = ()
    built: Built | None = None
    outcome: Outcome | None = None
    earlier_outcomes: tuple[Outcome, ...] = ()
    withdrawn_for: str | None = None
    left_out: LeftOut | None = None
    corrections: tuple[Correction, ...] = ()
    entered_at: Instant | None = None
    due_at: Instant | None = None
    expires_at: Instant | None = None
    noticed_on: tuple[str, ...] = ()
    objections: tuple[ServedObjection, ...] = ()
    milestones: dict[str, Instant] = Field(default_factory=dict)
    corrected_by: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    heard: dict[str, tuple[int, ...]] = Field(default_factory=dict)

    @property
    def supplement_round(self) -> int:
        """How often the enterprise has been notified of what is missing."""
        return len(self.notifications)

    @property
    def supplements_asked(self) -> int:
        """Of how many notifications the enterprise has, or had, to send something."""
        return sum(asked.stands for asked in self.notifications)

    @property
    def returned(self) -> bool:
        """Whether it is in formal review with a supplement."""
        asked = self._last_notification
        return asked is not None and asked.returned_at is not None

    @property
    def delivery_failed(self) -> bool:
        """Whether the present notification bounced and has not been delivered otherwise."""
        asked = self._last_notification
        return asked is not None and asked.is_undelivered and asked.bounced_at is not None

    @property
    def on_hold(self) -> bool:
        """Whether it may not go on, since the same thing was filed twice or seems to be."""
        return any(twin.holds for twin in self.twins)

    @property
    def to_settle(self) -> bool:
        """Whether nobody has settled yet what a twin of it is."""
        return any(twin.settled is None for twin in self.twins)

    @property
    def accepted_incomplete(self) -> bool:
        """Whether it counts as accepted by statute although something was missing."""
        ended = self.conclusion
        return ended is not None and ended.by == STATUTE and not self.complete

    @property
    def _last_notification(self) -> Notification | None:
        """The last one, while formal review goes on."""
        if not self.notifications or self.conclusion is not None or self.withdrawn_for is not None:
            return None
        return self.notifications[-1]

    def served_with(self, objection: str) -> ServedObjection | None:
        """This objection, if its enterprise was served with it."""
        return next((one for one in self.objections if one.objection == objection), None)

    @property
    def standing(self) -> Standing:
        """Where the application stands, as review knows it."""
        return self._standing(self.milestones, self.subject, self.facts)

    def public_standing(self, reached: Mapping[str, datetime]) -> Standing:
        """The same without what is internal: what was reached before, subject and facts."""
        return self._standing(reached, None, None)

    def _standing(
        self,
        milestones: Mapping[str, datetime],
        subject: str | None,
        facts: dict[str, FactValue] | None,
    ) -> Standing:
        return Standing(
            programme=self.programme,
            programme_version=self.programme_version,
            round=self.round,
            district=self.district,
            industry=self.industry,
            category=self.category,
            milestones=dict(milestones),
            subject=subject,
            facts=facts,
        )

    def has_heard(self, event: Position) -> bool:
        """Whether this event had its effect already."""
        return has_heard(self.heard, event)

    def hearing(self, event: Position) -> "Case":
        """The case with the memory of this event."""
        return self.model_copy(update={"heard": with_heard(self.heard, event)})


@dataclass(frozen=True, slots=True)
class Step:
    """A case after something happened to it, and the events that tell of it."""

    case: Case
    events: tuple[Event, ...] = ()
