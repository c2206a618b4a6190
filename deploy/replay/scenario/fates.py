"""Fates: what becomes of an application at each stage, as far as it is not the best."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field

from shared.programmes.path.stage import StageId
from shared.programmes.strict import ItemId, Strict


class Lacks(Strict):
    """The first upload lacks so many items, in so many percent of the cases one more."""

    items: int = Field(default=1, ge=1, le=20)
    one_more_percent: int | None = Field(default=None, ge=0, le=100)


class ApplicationFate(Strict):
    """In a stage of kind application; what is not submitted stays a draft.

    One that is `advised` is put up for advice, and submitted as it is once there is some.
    """

    kind: Literal["application"] = "application"
    lacks: Lacks | None = None
    submits: bool = True
    advised: bool = False


class FormalReviewFate(Strict):
    """In a stage of kind formal_review.

    `flaw`: the officer finds a material invalid. `notice`: where the enterprise reads what is
    missing; `in_inbox` after its mail bounced, `by_post` when nobody reads the inbox then either
    and an officer serves it. `answer`: what it sends. `not_accepted` is the reason why formal
    review ends otherwise, by the officer or by the clock.
    """

    kind: Literal["formal_review"] = "formal_review"
    flaw: bool = False
    notice: Literal["by_mail", "in_inbox", "by_post"] = "by_mail"
    answer: Literal["in_time", "in_part", "late", "never"] = "in_time"
    withdraws: Literal["when_asked", "when_accepted"] | None = None
    not_accepted: ItemId | None = None


class RecommendationFate(Strict):
    """In a stage of kind recommendation: whether it gets a rank on the summary sheet."""

    kind: Literal["recommendation"] = "recommendation"
    ranked: bool = True


class DecisionFate(Strict):
    """In a stage of kind decision, where the plan does not pass the best so many of all.

    `failed` is the reason why it is not passed; null where the plan gives one in turn.
    """

    kind: Literal["decision"] = "decision"
    passes: bool = True
    failed: ItemId | None = None


class PublicNoticeFate(Strict):
    """In a stage of kind public_notice: somebody objects to its entry, and with what success."""

    kind: Literal["public_notice"] = "public_notice"
    objection: Literal["upheld", "dismissed"] | None = None


_Sections: TypeAlias = (
    ApplicationFate | FormalReviewFate | RecommendationFate | DecisionFate | PublicNoticeFate
)
StageFate: TypeAlias = Annotated[_Sections, Field(discriminator="kind")]
StageFates: TypeAlias = Mapping[StageId, StageFate]

FATE_KINDS = frozenset(each.model_fields["kind"].default for each in get_args(_Sections))
"""The kinds of stage in which applications have fates."""


class Fate:
    """One fate with all that follows from it."""

    def __init__(self, id_: str, stages: StageFates) -> None:
        self.id = id_
        self._stages = stages
        applying = [each for each in stages.values() if isinstance(each, ApplicationFate)]
        reviewed = [each for each in stages.values() if isinstance(each, FormalReviewFate)]
        self.applying = applying[0] if applying else ApplicationFate()
        self.reviewed = reviewed[0] if reviewed else FormalReviewFate()
        asked = self.submits and (self.lacks is not None or self.reviewed.flaw)
        withdraws = self.reviewed.withdraws
        answers = asked and withdraws is None
        self.asked = asked
        """Formal review asks for something."""
        self.bounces = asked and self.reviewed.notice != "by_mail"
        """The enterprise's mail server refuses the notice."""
        self.mailed = asked and not self.bounces
        """The notice arrives by mail."""
        self.reads_inbox = asked and self.reviewed.notice == "in_inbox"
        """The mail bounces, and the notice is read in the inbox."""
        self.served = asked and self.reviewed.notice == "by_post"
        """The mail bounces, and an officer serves the notice by post."""
        self.supplements = answers and self.reviewed.answer in ("in_time", "in_part")
        """Something comes back before the term is over."""
        self.still_incomplete = answers and self.reviewed.answer == "in_part"
        """What comes back is only part of what was asked for."""
        self.late = answers and self.reviewed.answer == "late"
        """Something comes back when the term is over."""
        self.expires = answers and self.reviewed.answer in ("late", "never")
        """The term runs out."""
        self.refused = self.submits and self.reviewed.not_accepted is not None
        """Formal review ends without acceptance, by the clock or by an officer."""
        self.refused_at_once = self.refused and not asked
        """An officer does not accept it though nothing is missing."""
        self.withdraws = self.submits and withdraws is not None
        """The enterprise withdraws."""
        self.accepted_at_once = self.submits and not asked and not self.refused
        """The first formal review accepts."""
        self.accepted = self.accepted_at_once or (self.supplements and not self.refused)
        """Formal review accepts sooner or later."""

    @property
    def lacks(self) -> Lacks | None:
        """How much the first upload lacks."""
        return self.applying.lacks

    @property
    def submits(self) -> bool:
        """Whether the draft is submitted."""
        return self.applying.submits

    def decided(self, stage: str) -> DecisionFate | None:
        """What is decided in this stage, if the fate says it."""
        found = self._stages.get(stage)
        return found if isinstance(found, DecisionFate) else None

    def ranked(self, stage: str) -> bool:
        """Whether it is recommended in this stage."""
        found = self._stages.get(stage)
        return found.ranked if isinstance(found, RecommendationFate) else True

    def objection(self, stage: str) -> Literal["upheld", "dismissed"] | None:
        """What becomes of an objection during this notice, if somebody objects."""
        found = self._stages.get(stage)
        return found.objection if isinstance(found, PublicNoticeFate) else None
