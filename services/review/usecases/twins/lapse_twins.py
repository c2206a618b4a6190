"""Lets go of cases that are on hold for another one which has ended by now."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.twins.finding import is_without_success, stands
from services.review.domain.twins.settling import lapse
from services.review.ports import Cases, HeldCase, Twins
from services.review.usecases.rules import Rules
from shared.errors import StaleWrite
from shared.trace import traced

AT_ONCE = 100


@dataclass(frozen=True)
class LapseTwins:
    """However a case has ended: by withdrawal, an office, a vote, a list or a clock."""

    cases: Cases
    twins: Twins
    rules: Rules

    async def __call__(self, at: datetime) -> int:
        """How many pairs were let go; one that moved on meanwhile is left to the next time."""
        lapsed = 0
        for held in await self.twins.to_settle_at(self._ends(), AT_ONCE):
            if not stands(held.record, self.rules.of(held.record)):
                with traced(None, "lapse twins"):
                    lapsed += await self._let_go(held.record.application, at)
        return lapsed

    async def _let_go(self, application: str, at: datetime) -> int:
        done = 0
        held = await self.cases.get(application)
        assert held is not None
        for twin in held.record.twins:
            if twin.settled is None:
                pair = await self.cases.get_many([application, twin.application])
                done += await self._saved(pair[application], pair[twin.application], at)
        return done

    async def _saved(self, held: HeldCase, other: HeldCase, at: datetime) -> bool:
        ended, freed = lapse(held.record, other.record, at)
        try:
            await self.twins.save_pair([(held, ended), (other, freed)], at)
        except StaleWrite:
            return False
        return True

    def _ends(self) -> list[str]:
        """The words of all places where a case has ended without success."""
        words = set[str]()
        for programme in self.rules.programmes:
            if programme.same_thing is None:
                continue
            for word in programme.way.words:
                place = programme.way.place(word.id)
                if place is None or is_without_success(place, programme.way):
                    words.add(word.id)
        return sorted(words)
