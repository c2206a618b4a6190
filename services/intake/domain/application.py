"""An application, from its first draft to its outcome."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from services.intake.domain.call import Call
from services.intake.domain.material import Material
from services.intake.domain.on_list import OnList
from services.intake.domain.qualification import HeldQualification
from services.intake.domain.refusals import NotSubmitted
from services.intake.domain.staged_supplement import StagedSupplement
from services.intake.domain.stages import (
    DRAFT,
    Ending,
    StageWord,
    before_formal_review,
    ended_call,
    endings,
    result,
    submitted,
    withdrawn,
)
from services.intake.domain.supplement_round import SupplementRound
from services.intake.domain.timeline import TimelineItem
from shared.contracts.base import FactValue
from shared.programmes import Path, Stage
from shared.programmes.path import FormalReview
from shared.values import Bilingual


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
    """The newest that review said: the milestones it has reached, and at which sequence.

    `passed` are the stages of which no milestone tells that they were passed. `left_out` is whether
    its list was frozen without it.
    """

    seq: int = 0
    reached: Mapping[str, datetime] = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The announced result after which nothing comes; `stage` is the milestone that it gave.

    One that a correction of the list gave has the number of that.
    """

    stage: str
    at: datetime
    correction: int = 0


@dataclass(frozen=True)
class Application:
    """Pinned to one version of its programme; changed only by the functions of this package.

    `path` is that of the version. The district is its enterprise's unless it was given for this
    application. `announced` holds, by stage, when a list was announced that it is on and after
    which its path goes on, `on_list` its place on the last one under notice. `heard` holds, by
    stream, the sequences of the events that have had their effect here. `facts` are those
    of the day of submission, where the programme declares any, with the `qualifications` that the
    enterprise held then. `opened_with` is the digest of the request that opened the draft; older
    ones have none. `call` is that of a member of a cohort.
    """

    id: str
    uscc: str
    enterprise: Bilingual
    district: str
    programme: str
    programme_version: str
    round: str
    path: Path = field(repr=False, compare=False)
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
    announced: Mapping[str, datetime] = field(default_factory=dict)
    outcome: Outcome | None = None
    timeline: tuple[TimelineItem, ...] = ()
    heard: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    district_given: bool = False
    qualifications: tuple[HeldQualification, ...] = ()
    facts: Mapping[str, FactValue] | None = None
    staged: StagedSupplement | None = None
    opened_with: str | None = None
    on_list: OnList | None = None
    call: Call | None = None

    @property
    def stage(self) -> str:
        """How far it has come, whatever order the news arrived in: the id of its `word`."""
        return self.word.id

    @property
    def word(self) -> StageWord:
        """The milestone that it has reached last, or how it ended, as its enterprise may know."""
        if self.submission is None:
            ended = None if self.call is None else self.call.ended
            return DRAFT if ended is None else ended_call(self.path, ended)
        if self.withdrawn_at is not None:
            return withdrawn(self.path)
        if self.outcome is not None:
            return result(self.path, self.outcome.stage)
        for ending, passed in self.ended():
            if (word := ending.word(passed=passed)) is not None:
                return word
        return submitted(self.path)

    @property
    def withdrawn_at(self) -> datetime | None:
        """When its enterprise withdrew it; None also where review has refused that."""
        if self.withdrawal is None or self.withdrawal.refused:
            return None
        return self.withdrawal.at

    @property
    def failed_in(self) -> Stage | None:
        """The stage that it did not pass, as far as its enterprise may know."""
        ending, passed = next(self.ended(), (None, True))
        return None if ending is None or passed else ending.stage

    def ended(self) -> Iterator[tuple[Ending, bool]]:
        """The stages that have ended for it, the last one first, and whether it passed each."""
        if not (self.review.reached or self.review.passed or self.announced):
            return
        for ending in reversed(endings(self.path)):
            passed = self._passed(ending)
            if passed is not None:
                yield ending, passed

    def _passed(self, ending: Ending) -> bool | None:
        if ending.stage.id in self.announced or ending.stage.id in self.review.passed:
            return True
        for passed in (True, False):
            milestone = ending.milestone(passed=passed)
            if milestone is not None and milestone.id in self.review.reached:
                return passed
        return None

    @property
    def formally_passed(self) -> bool | None:
        """Whether it went on from the formal review or ended there; None while that goes on."""
        if self.outcome is not None:
            return True
        for ending, passed in self.ended():
            if isinstance(ending.stage, FormalReview):
                return passed
            if ending.stage.id not in before_formal_review(self.path):
                return True
        return None

    @property
    def under_notice(self) -> OnList | None:
        """Its place on a list that is public and not announced yet; also where it was removed."""
        found = self.on_list
        return None if found is None or found.stage in self.announced else found

    @property
    def receipt(self) -> Submission:
        """Proof of its submission. Raises NotSubmitted for a draft."""
        if self.submission is None:
            raise NotSubmitted
        return self.submission

    @property
    def awaited_supplement(self) -> SupplementRound | None:
        """The supplement that the enterprise may still be expected to send."""
        if not self.supplements or self.withdrawn_at or self.formally_passed is not None:
            return None
        last = self.supplements[-1]
        return last if last.awaited else None

    def with_items(self, *items: TimelineItem) -> "Application":
        """With more items in its timeline."""
        return replace(self, timeline=(*self.timeline, *items))


def draft_id(uscc: str, key: str) -> str:
    """The id of the draft that this Idempotency-Key of this enterprise makes, always the same."""
    return sha256(f"{uscc}\n{key}".encode()).hexdigest()[:24]
