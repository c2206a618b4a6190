"""What may become of an application that goes a path, and what that adds up to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from services.stats.domain.milestones import and_withdrawn
from shared.programmes import Milestone, Path, Stage
from shared.programmes.path import Announcement, Recommendation


@dataclass(frozen=True)
class Walk:
    """The milestones that an application has reached, and the one that has ended it, if any."""

    reached: tuple[str, ...]
    end: str | None


@st.composite
def walks(draw: st.DrawFn, way: Path) -> Walk:
    """As far as a stage, or to an end; past those that have a condition; withdrawn or not."""
    walk, announced = draw(_walks(way))
    withdrawn = way.entry.milestones.withdrawn
    if withdrawn is None or draw(st.integers(0, 3)):
        return walk
    end = walk.end if announced else withdrawn.id
    return Walk((*walk.reached, withdrawn.id), end)


@st.composite
def _walks(draw: st.DrawFn, way: Path) -> tuple[Walk, bool]:
    """With whether an announcement has made its end."""
    submitted = way.entry.milestones.submitted
    reached: tuple[str, ...] = () if submitted is None else (submitted.id,)
    for stage in way.stages[1:]:
        if stage.works_on == "list" or (stage.when is not None and draw(st.booleans())):
            continue
        given = dict(stage.given)
        steps = ["on", "on", "on", "waits", *(["fails"] if "failed" in given else [])]
        match draw(st.sampled_from(steps)):
            case "waits":
                return Walk(reached, None), False
            case "fails":
                failed = given["failed"].id
                return Walk((*reached, failed), failed), isinstance(stage, Announcement)
        reached += tuple(m.id for moment, m in given.items() if moment in ("passed", "decided"))
    assert way.success is not None
    return Walk(reached, way.success.id), True


def ended_as(way: Path, walk: Walk) -> str:
    """What an application counts as once nobody is recommended any more."""
    if walk.end is not None:
        return walk.end
    for stage in way.of_kind(Recommendation):
        passed, came = stage.milestones.passed, _reached_by_all_before(way, stage)
        if stage.when is not None or passed is None or came is None:
            continue
        if came.id in walk.reached and passed.id not in walk.reached:
            return stage.left_out.id
    return "open"


def _reached_by_all_before(way: Path, stage: Stage) -> Milestone | None:
    sure = [given for one in way.before(stage) if one.when is None for _, given in one.given]
    return next((given for given in reversed(sure) if given in way.funnel), None)


def tally(way: Path, gone: Iterable[Walk]) -> Counter[str]:
    """How many reached each milestone, alone and withdrawn."""
    withdrawn = way.entry.milestones.withdrawn
    counts: Counter[str] = Counter()
    for walk in gone:
        counts.update(walk.reached)
        if withdrawn is not None and withdrawn.id in walk.reached:
            counts.update(and_withdrawn(each) for each in walk.reached if each != withdrawn.id)
    return counts
