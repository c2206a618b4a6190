"""The kind `application`: an enterprise applies; intake carries it out."""

from typing import ClassVar, Literal

from pydantic import Field

from shared.programmes.conditions import Condition
from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.stage import Leaving, Milestones, StageBase, State, Table
from shared.programmes.strict import Bilingual, ItemId, Strict


class Applying(State):
    """Where an application stands until review has it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class ApplicationMilestones(Milestones):
    """What an application gives."""

    submitted: Milestone | None = milestone("submitted", "提交", "Submitted")
    withdrawn: Milestone | None = milestone("withdrawn", "撤回", "Withdrawn")


class Limits(Strict):
    """How many applications of one enterprise a round takes, in all and of each category."""

    per_enterprise: int | None = Field(default=None, ge=1)
    per_category: int | None = Field(default=None, ge=1)


class Eligibility(Strict):
    """Who may not apply: those for whom the condition is not true, for this reason."""

    condition: Condition
    reason: ItemId


class ApplicationStage(StageBase):
    """The way into every path."""

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Applying
    table: ClassVar[Table] = {
        Applying.DRAFT: frozenset({Applying.SUBMITTED}),
        Applying.SUBMITTED: frozenset({Leaving.PASSED}),
    }
    usual_words: ClassVar = {Applying.SUBMITTED: Bilingual(zh="已提交", en="Submitted")}

    kind: Literal["application"]
    by: Literal["enterprise"] = "enterprise"
    milestones: ApplicationMilestones = ApplicationMilestones()
    limits: Limits = Limits()
    eligibility: tuple[Eligibility, ...] = ()
