"""Paths of any shape, and what may become of an application that goes one of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from services.stats.domain.milestones import and_withdrawn
from shared.programmes import Bilingual, Milestone, Path, Stage
from shared.programmes.path import (
    Announcement,
    ApplicationStage,
    Decision,
    FormalReview,
    PublicNotice,
    Recommendation,
)
from shared.programmes.path.kinds.announcement import AnnouncementMilestones
from shared.programmes.path.kinds.application import ApplicationMilestones
from shared.programmes.path.kinds.decision import DecisionMilestones
from shared.programmes.path.kinds.formal_review import FormalReviewMilestones
from shared.programmes.path.kinds.recommendation import RecommendationMilestones
from shared.programmes.path.milestone import milestone

NAME = Bilingual(zh="阶段", en="Stage")


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Formal review, recommendations, and one to three lists, each with a decision before it."""
    ids = iter(f"m{n}" for n in range(100))

    def new() -> Milestone:
        id_ = next(ids)
        return milestone(id_, id_, id_.capitalize())

    def some() -> Milestone | None:
        return new() if draw(st.booleans()) else None

    def recommendation(id_: str) -> Stage:
        return Recommendation(
            id=id_,
            kind="recommendation",
            name=NAME,
            milestones=RecommendationMilestones(passed=some()),
            left_out=new(),
        )

    stages: list[Stage] = [
        ApplicationStage(
            id="application",
            kind="application",
            name=NAME,
            milestones=ApplicationMilestones(submitted=new(), withdrawn=new()),
        )
    ]
    if draw(st.booleans()):
        stages.append(
            FormalReview(
                id="formal",
                kind="formal_review",
                name=NAME,
                milestones=FormalReviewMilestones(
                    opened=None, asked=None, supplemented=None, passed=some(), failed=some()
                ),
            )
        )
    lists = draw(st.integers(1, 3))
    for n in range(lists):
        if draw(st.booleans()):
            stages.append(recommendation(f"recommendation{n}"))
        sealed = draw(st.booleans())
        given = (
            DecisionMilestones(decided=some())
            if sealed
            else DecisionMilestones(passed=some(), failed=some())
        )
        stages.append(
            Decision(id=f"decision{n}", kind="decision", name=NAME, sealed=sealed, milestones=given)
        )
        if draw(st.booleans()):
            stages.append(PublicNotice(id=f"notice{n}", kind="public_notice", name=NAME))
        last = n == lists - 1
        stages.append(
            Announcement(
                id=f"announcement{n}",
                kind="announcement",
                name=NAME,
                milestones=AnnouncementMilestones(passed=new() if last else some(), failed=some()),
            )
        )
    return Path(stages)


@dataclass(frozen=True)
class Walk:
    """The milestones that an application has reached, and the one that it counts as in the end.

    `waits` is the stage in which it goes no further.
    """

    reached: tuple[str, ...]
    end: str | None
    waits: Stage | None


def walks(way: Path) -> Iterator[Walk]:
    """Every way in which an application may have gone so far, withdrawn or not."""
    withdrawn = way.entry.milestones.withdrawn
    assert withdrawn is not None
    for walk, announced in _walks(way, [s for s in way if s.works_on == "case"][1:]):
        yield walk
        end = walk.end if announced else withdrawn.id
        yield Walk((*walk.reached, withdrawn.id), end, None)


def _walks(way: Path, stages: list[Stage]) -> Iterator[tuple[Walk, bool]]:
    """Each with whether an announcement has made its end."""
    submitted = way.entry.milestones.submitted
    assert submitted is not None
    reached: tuple[str, ...] = (submitted.id,)
    for stage in stages:
        given = dict(stage.given)
        yield Walk(reached, None, stage), False
        if "failed" in given:
            failed = given["failed"].id
            yield Walk((*reached, failed), failed, None), isinstance(stage, Announcement)
        reached += tuple(m.id for moment, m in given.items() if moment in ("passed", "decided"))
    assert way.success is not None
    yield Walk(reached, way.success.id, None), True


def tally(way: Path, gone: list[Walk]) -> Counter[str]:
    """How many reached each milestone, alone and withdrawn."""
    withdrawn = way.entry.milestones.withdrawn
    counts: Counter[str] = Counter()
    for walk in gone:
        counts.update(walk.reached)
        if withdrawn is not None and withdrawn.id in walk.reached:
            counts.update(and_withdrawn(each) for each in walk.reached if each != withdrawn.id)
    return counts
