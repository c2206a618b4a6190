"""The kind `cohort`: those whose recognition is due for re-evaluation are called to it."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.stage import Milestones, Official, StageBase, State, Table
from shared.programmes.strict import Bilingual


class Calling(State):
    """Where a member of a cohort stands."""

    CALLED = "called"
    SUBMITTED = "submitted"
    NOT_SUBMITTED = "not_submitted"
    MERGED = "merged"


class CohortMilestones(Milestones):
    """What a cohort gives its members; what is submitted has the milestones of the application."""

    called: Milestone = milestone("called", "应复核", "Called")
    not_submitted: Milestone = milestone("not_submitted", "逾期未提交", "Not submitted")
    merged: Milestone = milestone("merged", "已合并", "Merged")


class Cohort(StageBase):
    """Of the register: what was recognised, or passed a re-evaluation, so many years before.

    Stands before the application, which only members of the cohort can submit, until `closes_at` of
    the round. `basis` is the legal basis of that. No case stands here yet: members do.
    """

    works_on: ClassVar[Literal["case", "list"]] = "list"
    states: ClassVar[type[State]] = Calling
    table: ClassVar[Table] = {
        Calling.CALLED: frozenset({Calling.SUBMITTED, Calling.NOT_SUBMITTED, Calling.MERGED}),
        Calling.SUBMITTED: frozenset(),
        # What arrived in time counts, although it was heard of after an end.
        Calling.NOT_SUBMITTED: frozenset({Calling.SUBMITTED, Calling.MERGED}),
        Calling.MERGED: frozenset({Calling.SUBMITTED}),
    }
    usual_words: ClassVar = {
        Calling.CALLED: Bilingual(zh="应提交", en="Called"),
        Calling.SUBMITTED: Bilingual(zh="已提交", en="Submitted"),
        Calling.NOT_SUBMITTED: Bilingual(zh="逾期未提交", en="Not submitted"),
        Calling.MERGED: Bilingual(zh="已合并", en="Merged"),
    }

    kind: Literal["cohort"]
    by: Official = "officer"
    years: int = Field(ge=1, le=50)
    basis: Bilingual
    milestones: CohortMilestones = CohortMilestones()

    @property
    def reachable(self) -> tuple[State, ...]:
        """No case stands in it."""
        return ()

    @property
    def ends(self) -> Iterator[tuple[Calling, Milestone]]:
        """How a member may end here, by the state."""
        yield Calling.NOT_SUBMITTED, self.milestones.not_submitted
        yield Calling.MERGED, self.milestones.merged
