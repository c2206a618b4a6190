"""Finds the same thing twice: both cases then wait for an officer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case.case import Case, Step
from services.review.domain.case.passing import place_of
from services.review.domain.stages.registry import next_step_at
from services.review.domain.twins.kept import Alike, Twin
from shared.contracts.reviews import SameThingFound
from shared.programmes import Path, Place, Programme
from shared.programmes.path.kinds.announcement import Announcing
from shared.programmes.same_thing import Thing, things_of


@dataclass(frozen=True, slots=True)
class Looking:
    """What it is known by: each case's own programme, at one instant."""

    programme_of: Callable[[Case], Programme]
    at: datetime

    def things(self, case: Case) -> Sequence[Thing]:
        """What the case is for, as its programme tells it."""
        return things_of(
            self.programme_of(case).same_thing,
            applicant=case.uscc,
            product=case.product.zh,
            answers=case.answers,
        )

    def pair(self, step: Step, others: Sequence[Case]) -> tuple[Step, list[Step]]:
        """The case and those of the others that are for the same thing, each with its twins.

        Whoever has ended without success takes nobody's place, and known twins stay as they are.
        """
        case = step.case
        if not self._stands(case):
            return step, []
        known = {twin.application for twin in case.twins if not twin.has_lapsed}
        known.add(case.application)
        events, paired = list(step.events), list[Step]()
        for other in sorted(others, key=lambda one: (one.received_at, one.application)):
            if other.application in known or not self._stands(other):
                continue
            alike = self._alike(case, other)
            if not alike:
                continue
            there = tuple(Alike(of=a.of, this=a.other, other=a.this) for a in alike)
            paired.append(self._with_twin(Step(other), case, there))
            found = self._with_twin(Step(case), other, alike)
            case = found.case
            events += found.events
        return Step(case, tuple(events)), paired

    def _stands(self, case: Case) -> bool:
        return stands(case, self.programme_of(case))

    def _alike(self, case: Case, other: Case) -> tuple[Alike, ...]:
        theirs = {thing.key: thing for thing in self.things(other)}
        return tuple(
            Alike(of=thing.of, this=thing.written, other=theirs[thing.key].written)
            for thing in self.things(case)
            if thing.key in theirs
        )

    def _with_twin(self, step: Step, other: Case, alike: tuple[Alike, ...]) -> Step:
        case = step.case
        twin = Twin(
            **{name: getattr(other, name) for name in _SHOWN}, alike=alike, found_at=self.at
        )
        event = SameThingFound(
            application=case.application,
            number=case.number,
            other=other.application,
            known_by=tuple(dict.fromkeys(each.of for each in alike)),
            at=self.at,
            standing=case.standing,
        )
        others = (one for one in case.twins if one.application != twin.application)
        return Step(case.model_copy(update={"twins": (*others, twin)}), (event,))


_SHOWN = (
    *("application", "number", "programme", "round", "district"),
    *("uscc", "enterprise", "product", "received_at"),
)


def stands(case: Case, programme: Programme) -> bool:
    """Whether it may still succeed, or has: one that ended otherwise makes nothing double."""
    place = place_of(case, programme)
    return place is not None and not is_without_success(place, programme.way)


def is_without_success(place: Place, way: Path) -> bool:
    """Whether a case that stands there has ended, and is on no last list."""
    return place.state is not Announcing.ANNOUNCED and next_step_at(place, way) is None
