"""The kind `decision`: reviewers, a committee or several authorities decide on a case."""

from fractions import Fraction
from math import ceil, floor
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from shared.programmes import shapes
from shared.programmes.path.milestone import Milestone, MilestoneId
from shared.programmes.path.stage import Leaving, Milestones, Official, StageBase, State, Table
from shared.programmes.strict import Bilingual, Slug, Strict

Part = Annotated[str, StringConstraints(pattern=shapes.PART)]
"""A fraction such as 2/3."""


class Deciding(State):
    """Where a case stands in a decision."""

    WAITING = "waiting"
    FAILED = "failed"


class DecisionMilestones(Milestones):
    """What a decision gives: `decided` when it is sealed, else `passed` or `failed`."""

    decided: Milestone | None = None
    passed: Milestone | None = None
    failed: Milestone | None = None


class VerdictWord(Strict):
    """What the reviewers call a verdict."""

    id: MilestoneId
    name: Bilingual


class Verdicts(Strict):
    """The two verdicts in the words of the programme."""

    passed: VerdictWord = VerdictWord(id="pass", name=Bilingual(zh="通过", en="Pass"))
    failed: VerdictWord = VerdictWord(id="fail", name=Bilingual(zh="不通过", en="Fail"))

    @property
    def ids(self) -> tuple[str, str]:
        """Both words."""
        return self.passed.id, self.failed.id

    def name_of(self, word: str) -> Bilingual:
        """What one of them is called."""
        return self.passed.name if word == self.passed.id else self.failed.name


class Committee(Strict):
    """A committee of so many members decides by vote in a meeting.

    `quorum` is the part of all members that must be present, `majority` the part of the votes
    cast that must be exceeded.
    """

    members: int = Field(ge=1, le=500)
    quorum: Part = "2/3"
    majority: Part = "1/2"

    @property
    def present_needed(self) -> int:
        """How many of all members are the quorum."""
        return ceil(self.members * Fraction(self.quorum))

    def votes_needed(self, cast: int) -> int:
        """How many votes exceed the majority's part of those cast, for and against."""
        return floor(cast * Fraction(self.majority)) + 1


class Decision(StageBase):
    """On each case, with an opinion; not to pass needs a reason.

    A `sealed` one is under embargo: whatever was decided, the case goes on to the announcement.
    `joint` names the offices that must all agree, each with its own letter. `events` says which
    events tell of it: those of a recognition, which are older than stages, or those of any stage.
    """

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Deciding
    table: ClassVar[Table] = {
        Deciding.WAITING: frozenset({Leaving.PASSED, Leaving.FAILED, Deciding.FAILED}),
        Deciding.FAILED: frozenset(),
    }
    usual_words: ClassVar = {
        Deciding.WAITING: Bilingual(zh="待审定", en="To be decided"),
        Deciding.FAILED: Bilingual(zh="未通过", en="Not passed"),
    }

    kind: Literal["decision"]
    by: Official = "reviewer"
    milestones: DecisionMilestones = DecisionMilestones()
    verdicts: Verdicts = Verdicts()
    sealed: bool = False
    committee: Committee | None = None
    joint: tuple[Slug, ...] = ()
    events: Literal["recognition", "stage"] = "stage"

    @property
    def reachable(self) -> tuple[State, ...]:
        """Nobody sees a sealed decision fail."""
        return (Deciding.WAITING,) if self.sealed else tuple(Deciding)

    @property
    def is_plain(self) -> bool:
        """Whether an official decides alone: neither a committee, nor several offices together."""
        return self.committee is None and not self.joint
