"""The kind `announcement`: a list is made known, and every case gets its outcome."""

from typing import ClassVar, Literal

from shared.programmes.path.milestone import Milestone
from shared.programmes.path.stage import Leaving, Milestones, Official, StageBase, State, Table
from shared.programmes.strict import Bilingual


class Announcing(State):
    """Where a case stands before and after the announcement of its list."""

    WAITING = "waiting"
    ANNOUNCED = "announced"


class AnnouncementMilestones(Milestones):
    """What an announcement gives."""

    passed: Milestone | None = None
    failed: Milestone | None = None


class Announcement(StageBase):
    """Of the numbered list of those that the decision before it passed.

    `events` says which events tell the outcomes: those of a recognition, or those of any stage.
    """

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Announcing
    table: ClassVar[Table] = {
        Announcing.WAITING: frozenset({Announcing.ANNOUNCED, Leaving.PASSED}),
        Announcing.ANNOUNCED: frozenset(),
    }
    usual_words: ClassVar = {
        Announcing.WAITING: Bilingual(zh="待公布", en="To be announced"),
        Announcing.ANNOUNCED: Bilingual(zh="已公布", en="Announced"),
    }

    kind: Literal["announcement"]
    by: Official = "officer"
    milestones: AnnouncementMilestones = AnnouncementMilestones()
    events: Literal["recognition", "stage"] = "stage"
