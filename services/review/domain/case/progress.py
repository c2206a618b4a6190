"""How far the cases of a round are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.programmes import Path
from shared.programmes.path import State
from shared.programmes.path.kinds.formal_review import Reviewing


@dataclass(frozen=True, slots=True)
class CaseCount:
    """So many cases that stand at the same place, with the same to be said of them."""

    stage: str
    complete: bool
    returned: bool
    delivery_failed: bool
    cases: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the cases of a round stand; `stages` counts by the word of every place in the path.

    `deemed_acceptance_soon` are about to count as accepted by statute; `accepted_incomplete` do so
    although something was missing.
    """

    stages: Mapping[str, int]
    supplement_returned: int
    incomplete: int
    clocks_running: int
    delivery_failed: int
    deemed_acceptance_soon: int = 0
    accepted_incomplete: int = 0

    @property
    def cases(self) -> int:
        """All of them."""
        return sum(self.stages.values())


def progress_of(counted: Iterable[CaseCount], way: Path) -> Progress:
    """What the counts say in the words of the path."""
    found = list(counted)
    stages = Counter({word.id: 0 for word in way.words})
    for count in found:
        stages[count.stage] += count.cases
    return Progress(
        stages=dict(stages),
        supplement_returned=sum(one.cases for one in found if one.returned),
        incomplete=sum(
            one.cases
            for one in found
            if not one.complete and _state(way, one) is Reviewing.REVIEWING
        ),
        clocks_running=sum(
            one.cases for one in found if _state(way, one) is Reviewing.AWAITING_SUPPLEMENT
        ),
        delivery_failed=sum(one.cases for one in found if one.delivery_failed),
    )


def _state(way: Path, count: CaseCount) -> State | None:
    place = way.place(count.stage)
    return None if place is None else place.state
