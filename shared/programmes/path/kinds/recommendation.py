"""The kind `recommendation`: an office puts applications forward, ranked, within its quota."""

from typing import ClassVar, Literal

from shared.programmes.path.milestone import Milestone, milestone
from shared.programmes.path.stage import Leaving, Milestones, Official, StageBase, State, Table
from shared.programmes.strict import Bilingual, Slug


class Recommending(State):
    """Where a case stands before its recommendation."""

    WAITING = "waiting"


class RecommendationMilestones(Milestones):
    """What a recommendation gives."""

    passed: Milestone | None = milestone("recommended", "推荐", "Recommended")


class Recommendation(StageBase):
    """By a ranked summary sheet, until the round's `recommend_by`.

    `left_out` is what those count as that nobody has recommended by then. Where an application is
    recommended in several tiers (district, city, province), each is a stage and names its own
    `recommenders`.
    """

    works_on: ClassVar[Literal["case", "list"]] = "case"
    states: ClassVar[type[State]] = Recommending
    table: ClassVar[Table] = {Recommending.WAITING: frozenset({Leaving.PASSED})}
    usual_words: ClassVar = {Recommending.WAITING: Bilingual(zh="待推荐", en="To be recommended")}

    kind: Literal["recommendation"]
    by: Official = "recommender"
    recommenders: tuple[Slug, ...] = ()
    milestones: RecommendationMilestones = RecommendationMilestones()
    left_out: Milestone = milestone("not_recommended", "未获推荐", "Not recommended")
