"""What a case keeps of decisions, and of the letters that led to joint ones."""

from shared.programmes import Path
from shared.programmes.path import Decision as DecisionStage
from shared.record import Record
from shared.values import Day, Instant


class Votes(Record):
    """How many members of a committee voted for and against a case, and how many abstained."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """The votes for and against, of which a majority is."""
        return self.in_favour + self.against

    @property
    def taking_part(self) -> int:
        """How many members have a part in the decision."""
        return self.cast + self.abstained


class Decision(Record):
    """What was decided: `verdict` is the programme's word for it, `stage` where it was decided.

    Older ones name no stage, since no path had a second decision. That of a committee has the
    meeting and the votes.
    """

    verdict: str
    opinion: str
    reason: str | None
    by: str
    rule_version: str
    at: Instant
    stage: str | None = None
    meeting: str | None = None
    votes: Votes | None = None

    def stage_in(self, way: Path) -> DecisionStage:
        """The stage in which it was decided."""
        stages = way.of_kind(DecisionStage)
        return next((stage for stage in stages if stage.id == self.stage), stages[0])

    def has_passed(self, way: Path) -> bool:
        """Whether the case passed by it."""
        return self.verdict == self.stage_in(way).verdicts.passed.id


class Letter(Record):
    """What an office of a joint decision has said in a letter of its own, with number and date.

    `at` is when the letter was recorded, `by` the account that did it.
    """

    stage: str
    office: str
    number: str
    date: Day
    verdict: str
    opinion: str
    reason: str | None
    by: str
    at: Instant

    def stage_in(self, way: Path) -> DecisionStage:
        """The joint decision that it is part of."""
        return next(stage for stage in way.of_kind(DecisionStage) if stage.id == self.stage)
