"""The kind `formal_review`: is the file complete? What is missing is asked for once."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.stage import Leaving, Milestones, Official, StageBase, State, Table
from shared.programmes.strict import Bilingual


class Reviewing(State):
    """Where a case stands in formal review."""

    REVIEWING = "reviewing"
    AWAITING_DELIVERY = "awaiting_delivery"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    NOT_ACCEPTED = "not_accepted"


class FormalReviewMilestones(Milestones):
    """What formal review gives; `deemed` to what is accepted by statute and incomplete."""

    opened: Milestone | None = milestone("opened", "立案", "Opened")
    asked: Milestone | None = milestone("materials_missing", "通知补正", "Materials missing")
    supplemented: Milestone | None = milestone("supplemented", "补正", "Supplemented")
    deemed: Milestone | None = milestone(
        "accepted_incomplete", "视为受理（材料不齐）", "Accepted by statute, incomplete"
    )
    passed: Milestone | None = milestone("accepted", "受理", "Accepted")
    failed: Milestone | None = milestone("not_accepted", "不予受理", "Not accepted")


class FormalReview(StageBase):
    """By the clocks `notify_within`, `supplement`, `supplement_rounds` and `remind_before`.

    Without `deemed_acceptance` a file that nobody has looked at in time waits on.
    """

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Reviewing
    table: ClassVar[Table] = {
        Reviewing.REVIEWING: frozenset(
            {Reviewing.AWAITING_DELIVERY, Reviewing.NOT_ACCEPTED, Leaving.PASSED}
        ),
        Reviewing.AWAITING_DELIVERY: frozenset(
            {Reviewing.AWAITING_SUPPLEMENT, Reviewing.REVIEWING, Reviewing.NOT_ACCEPTED}
        ),
        # A bounce that came later disproves a delivery.
        Reviewing.AWAITING_SUPPLEMENT: frozenset(
            {Reviewing.REVIEWING, Reviewing.NOT_ACCEPTED, Reviewing.AWAITING_DELIVERY}
        ),
        # A supplement that had arrived in time reopens a case that the clock has ended.
        Reviewing.NOT_ACCEPTED: frozenset({Reviewing.REVIEWING}),
    }
    usual_words: ClassVar = {
        Reviewing.AWAITING_DELIVERY: Bilingual(zh="待送达", en="Awaiting delivery"),
        Reviewing.AWAITING_SUPPLEMENT: Bilingual(zh="待补正", en="Awaiting supplement"),
        Reviewing.NOT_ACCEPTED: Bilingual(zh="不予受理", en="Not accepted"),
    }

    kind: Literal["formal_review"]
    by: Official = "association"
    milestones: FormalReviewMilestones = FormalReviewMilestones()
    deemed_acceptance: bool = True

    @property
    def given(self) -> Iterator[tuple[str, Milestone]]:
        """Without deemed acceptance nothing is accepted incomplete."""
        deemed = self.deemed_acceptance
        return (each for each in self.milestones.given() if deemed or each[0] != "deemed")
