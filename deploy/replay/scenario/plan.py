"""The plan: which stage is played when, by the clock that all services share."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import AwareDatetime, Field, StringConstraints

from deploy.replay.scenario.counts import Amount
from shared.programmes.activities import TookPartAs
from shared.programmes.measures import Qualifier
from shared.programmes.path.stage import StageId
from shared.programmes.strict import Bilingual, ItemId, Slug, Strict, Words

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


class TookPart(Strict):
    """So many enterprises, or all, with whatever they have passed this stage with."""

    role: TookPartAs
    passed: StageId
    enterprises: Amount | None = None


class HoldActivity(Strict):
    """An activity is planned and held, and who took part is recorded.

    `hands_over` is the batch of certificates or plaques that are handed over there.
    """

    kind: Literal["hold_activity"] = "hold_activity"
    activity: Slug
    number: int = Field(default=1, ge=1, le=999)
    planned_at: AwareDatetime | None = None
    at: AwareDatetime
    venue: Words
    took_part: tuple[TookPart, ...] = ()
    hands_over: Slug | None = None


class IssueCertificates(Strict):
    """Everybody who was recognised gets a document of this kind, in one batch."""

    kind: Literal["issue_certificates"] = "issue_certificates"
    certificates: Slug
    batch: Slug
    at: AwareDatetime


class Earlier(Strict):
    """So many enterprises that an officer enters in the register, in the order of their filing.

    `number` is the pattern of their numbers, with `{n}` for the place in the group, such as
    `DE-2015-{n:03}`.
    """

    enterprises: Amount
    number: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]*\{n(:0[1-9])?\}$")]
    what: Bilingual
    since: date
    passed_on: date | None = None
    until: date | None = None
    document: Words


class CohortStep(Strict):
    """Earlier recognitions are entered, their enterprises register, and the cohort is opened."""

    kind: Literal["cohort"] = "cohort"
    stage: StageId
    entered_at: AwareDatetime
    earlier: tuple[Earlier, ...] = ()
    opened_at: AwareDatetime


class DayOfApplications(Strict):
    """From this instant on come so many percent of the applications."""

    at: AwareDatetime
    percent: int = Field(ge=1, le=100)


class AdvisedOn(Strict):
    """What is advised about an item of the form."""

    item: ItemId
    text: Words


class AdviceOn(Strict):
    """What the office says of every draft that is put up for advice."""

    opinion: Words
    findings: tuple[AdvisedOn, ...] = ()


class ApplicationStep(Strict):
    """Enterprises register on the first day, and apply day by day."""

    kind: Literal["application"] = "application"
    stage: StageId
    days: tuple[DayOfApplications, ...] = Field(min_length=1)
    advice: AdviceOn = AdviceOn(opinion="请对照材料清单核对后提交。")


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


class LetterOf(Strict):
    """The letter of an office of a joint decision; `at` is when it is recorded."""

    office: Slug
    number: Words
    dated: date
    at: AwareDatetime


class DecisionStep(Strict):
    """All that have come so far are decided on.

    With `best` so many pass, by merit; else as their fates say. Those that fail do so for one of
    the reasons in turn. `meeting` is for a stage in which a committee votes,
    `letters` are for one in which several offices answer, from the first to the last.
    """

    kind: Literal["decision"] = "decision"
    stage: StageId
    at: AwareDatetime
    best: Amount | None = None
    opinions: Opinions = Opinions()
    reasons: tuple[ItemId, ...] = ()
    meeting: CommitteeMeeting = CommitteeMeeting()
    letters: tuple[LetterOf, ...] = ()
    shown: Shown | None = None


class FigureOfYear(Strict):
    """A figure, of which year it is and how exactly it is meant."""

    year: int
    value: int | Decimal
    qualifier: Qualifier | None = None


class Built(Strict):
    """What an indicator starts from, what it is to reach, and what it is year by year."""

    base: FigureOfYear
    target: FigureOfYear
    actual: tuple[FigureOfYear, ...] = Field(min_length=1)


class ConstructionStep(Strict):
    """Cities say what they start from, report each year, and assess themselves in the end.

    At each of `reported_at` they report the figures of the years before, at `assessed_at` all that
    is left. `figures` are those of every city, by indicator; `of` has those that a city reports in
    their place, by its district.
    """

    kind: Literal["construction"] = "construction"
    stage: StageId
    begun_at: AwareDatetime
    reported_at: tuple[AwareDatetime, ...] = ()
    assessed_at: AwareDatetime
    source: Words
    text: Words
    figures: dict[ItemId, Built] = Field(min_length=1)
    of: dict[Slug, dict[ItemId, Built]] = Field(default_factory=dict)


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
    CohortStep
    | ApplicationStep
    | FormalReviewStep
    | RecommendationStep
    | DecisionStep
    | ConstructionStep
    | PublicNoticeStep
    | AnnouncementStep
)
STEP_KINDS = frozenset(each.model_fields["kind"].default for each in get_args(StageStep))
"""The kinds of stage that are played."""

BESIDE = {"activity": "hold_activity", "certificates": "issue_certificates", "enter": "enter"}
"""By a key that it has, what is done beside the path."""

Beside: TypeAlias = Enter | HoldActivity | IssueCertificates
"""What is done beside the path, so that it is in no order with the stages."""

Step: TypeAlias = Annotated[Beside | StageStep, Field(discriminator="kind")]
