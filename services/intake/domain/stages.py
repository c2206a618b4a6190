"""The stages of an application: what its enterprise may know of its path, and the words for it."""

from dataclasses import dataclass
from functools import cache

from shared.programmes import Milestone, Path, Stage
from shared.programmes.path import WITHDRAWN, Announcement, Decision, FormalReview, Role, StateWord
from shared.programmes.path.kinds.announcement import Announcing
from shared.programmes.path.kinds.application import Applying
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class StageWord:
    """What an application is called where it stands: for programs, and for people."""

    id: str
    name: Bilingual


DRAFT = StageWord("draft", Bilingual(zh="草稿", en="Draft"))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a stage may end, by the milestones that tell of it; None where none does."""

    stage: Stage
    passed: Milestone | None
    failed: Milestone | None

    def milestone(self, *, passed: bool) -> Milestone | None:
        """The milestone that tells of it."""
        return self.passed if passed else self.failed

    def word(self, *, passed: bool) -> StageWord | None:
        """What the application is called then; None where no milestone tells of it."""
        milestone = self.milestone(passed=passed)
        return None if milestone is None else _word(milestone)


@cache
def endings(path: Path) -> tuple[Ending, ...]:
    """How each stage after the application may end, in order.

    A decision under embargo tells nothing before its list is announced.
    """
    return tuple(_ending(stage) for stage in path if stage is not path.entry)


def _ending(stage: Stage) -> Ending:
    sealed = isinstance(stage, Decision) and stage.sealed
    given = {} if sealed else dict(stage.given)
    return Ending(stage, given.get("passed"), given.get("failed"))


@cache
def known_from_review(path: Path) -> frozenset[str]:
    """The milestones that an enterprise may know as soon as review has reached them.

    What a list gives is known from its announcement on, which has events of its own.
    """
    return frozenset(
        milestone.id
        for ending in endings(path)
        if not isinstance(ending.stage, Announcement)
        for milestone in (ending.passed, ending.failed)
        if milestone is not None
    )


@cache
def before_formal_review(path: Path) -> frozenset[str]:
    """The stages that come before the formal review."""
    return frozenset(s.id for review in path.of_kind(FormalReview) for s in path.before(review))


@cache
def submitted(path: Path) -> StageWord:
    """What an application is called once it is submitted."""
    return _word(path.entry.milestones.submitted or path.entry.word(Applying.SUBMITTED))


@cache
def ended_call(path: Path, ended: str) -> StageWord:
    """What a draft is called whose call has ended in this state."""
    states = {} if path.cohort is None else {s.value: given for s, given in path.cohort.ends}
    return _word(states[ended]) if ended in states else DRAFT


@cache
def withdrawn(path: Path) -> StageWord:
    """What an application is called that was withdrawn."""
    return _word(path.entry.milestones.withdrawn or WITHDRAWN)


def result(path: Path, outcome: str) -> StageWord:
    """What an application is called that has this outcome."""
    known = path.name_of(outcome)
    return StageWord(outcome, _ANNOUNCED) if known is None else _word(known)


@cache
def stage_words(path: Path) -> tuple[StageWord, ...]:
    """Everything that an application of this path may be called, in order."""
    ends = [ending.word(passed=passed) for ending in endings(path) for passed in (True, False)]
    calls = [] if path.cohort is None else [_word(given) for _, given in path.cohort.ends]
    words = (word for word in ends if word)
    return (DRAFT, *calls, submitted(path), *words, withdrawn(path))


def recognition(path: Path, *, recognised: bool) -> StageWord:
    """What the final announcement makes of an application, where its events tell so."""
    given = path.final.milestones.passed if recognised else path.final.milestones.failed
    return _word(given or path.final.word(Announcing.ANNOUNCED))


def formal_reviewer(path: Path) -> Role:
    """The role that does the formal review."""
    return next((stage.by for stage in path.of_kind(FormalReview)), "association")


def _word(named: Milestone | StateWord) -> StageWord:
    return StageWord(named.id, named.name)


_ANNOUNCED = Bilingual(zh="已公布", en="Announced")
