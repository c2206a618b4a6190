"""The plan: which stage is played when, by the clock that all services share."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import AwareDatetime, Field, StringConstraints

from deploy.replay.scenario.counts import Amount
from shared.programmes.measures import Qualifier
from shared.programmes.path.stage import StageId
from shared.programmes.strict import Bilingual, ItemId, Strict, Words

Shown = Annotated[str, StringConstraints(min_length=1, max_length=34)]
"""What the progress calls a stage."""


class Enter(Strict):
    """An officer enters an external figure: by default what was published, with its source.

    `scope` is among whom it holds, `year` the year that it is of, `qualifier` how exactly it is
    meant. One `at_full_size_only` has no version for a round of another size.
    """

    kind: Literal["enter"] = "enter"
    enter: ItemId
    at: AwareDatetime
    value: Amount | Decimal | None = None
    source: Bilingual | None = None
    as_of: date
    scope: Bilingual | None = None
    year: int | None = None
    qualifier: Qualifier | None = None
    at_full_size_only: bool = False


class DayOfApplications(Strict):
    """From this instant on come so many percent of the applications."""

    at: AwareDatetime
    percent: int = Field(ge=1, le=100)


class ApplicationStep(Strict):
    """Enterprises register on the first day, and apply day by day."""

    kind: Literal["application"] = "application"
    stage: StageId
    days: tuple[DayOfApplications, ...] = Field(min_length=1)


class FormalReviewStep(Strict):
    """Everything is looked at; what was asked for comes, is looked at again, or comes too late.

    At `served_at` a letter is signed for by those who have read neither mail nor inbox. At
    `reminded_at` those who have not answered yet are reminded, if the programme does so.
    """

    kind: Literal["formal_review"] = "formal_review"
    stage: StageId
    reviewed_at: AwareDatetime
    served_at: AwareDatetime | None = None
    answered_at: AwareDatetime | None = None
    reviewed_again_at: AwareDatetime | None = None
    reminded_at: AwareDatetime | None = None
    too_late_at: AwareDatetime | None = None
    withdrawal: Words = "暂不申报。"


class RecommendationStep(Strict):
    """The recommender hands in its ranked sheet; `sheet` is its own id of it."""

    kind: Literal["recommendation"] = "recommendation"
    stage: StageId
    at: AwareDatetime
    sheet: Words = "replay-1"
    opinion: Words = "同意推荐。"
    shown: Shown = "recommended"


class Opinions(Strict):
    """What is written about those that pass, and about those that do not."""

    passed: Words = "同意。"
    failed: Words = "不同意。"


class CommitteeMeeting(Strict):
    """How a committee meets: where, how many do not come, and how many leave for the first case."""

    venue: Words = "会议室"
    absent: int = Field(0, ge=0)
    leaving: int = Field(0, ge=0)


class DecisionStep(Strict):
    """All that have come so far are decided on.

    With `best` so many pass, by merit; else as their fates say. Those that fail do so for one of
    the reasons in turn. `meeting` is for a stage in which a committee votes.
    """

    kind: Literal["decision"] = "decision"
    stage: StageId
    at: AwareDatetime
    best: Amount | None = None
    opinions: Opinions = Opinions()
    reasons: tuple[ItemId, ...] = ()
    meeting: CommitteeMeeting = CommitteeMeeting()
    shown: Shown | None = None


class Objectors(Strict):
    """Who objects: a person and an organisation, by turns."""

    person: dict[str, str]
    organisation: dict[str, str]


class Objections(Strict):
    """Objections during a notice: in vain to the best entries, with success to the last ones.

    The entries of those whose fates say so come on top. With `late_at` the first dismissed one is
    objected to once more when the notice is over, and refused.
    """

    filed_at: AwareDatetime
    decided_at: AwareDatetime
    late_at: AwareDatetime | None = None
    dismissed: Amount = 0
    upheld: Amount = 0
    facts: Words
    late_facts: Words | None = None
    evidence: Words
    dismissed_for: ItemId
    upheld_for: ItemId
    objectors: Objectors


class PublicNoticeStep(Strict):
    """The list is frozen, shown to everybody, and objected to."""

    kind: Literal["public_notice"] = "public_notice"
    stage: StageId
    frozen_at: AwareDatetime
    opened_at: AwareDatetime
    objections: Objections | None = None


class AnnouncementStep(Strict):
    """The list is announced; one that goes through no notice is frozen before."""

    kind: Literal["announcement"] = "announcement"
    stage: StageId
    frozen_at: AwareDatetime | None = None
    at: AwareDatetime


StageStep: TypeAlias = (
    ApplicationStep
    | FormalReviewStep
    | RecommendationStep
    | DecisionStep
    | PublicNoticeStep
    | AnnouncementStep
)
STEP_KINDS = frozenset(each.model_fields["kind"].default for each in get_args(StageStep))
"""The kinds of stage that are played."""

ENTER = "enter"
Step: TypeAlias = Annotated[Enter | StageStep, Field(discriminator="kind")]
