"""Reads the cohort of a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.review.domain.cohorts.cohort import Cohort, Member, cohort_id
from services.review.domain.cohorts.refusals import NoCohort
from services.review.domain.official import Official
from services.review.ports import Cohorts
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.path.kinds.cohort import Calling


@dataclass(frozen=True, slots=True)
class CohortNow:
    """A cohort, how many members are in each state, and the version that it was opened under."""

    cohort: Cohort
    states: Mapping[Calling, int]
    programme: Programme


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Members in order of their numbers, and the number to go on after."""

    members: Sequence[Member]
    next: str | None
    programme: Programme


@dataclass(frozen=True)
class ReadCohort:
    """The numbers are public, the members for officials of the programme."""

    cohorts: Cohorts
    rules: Rules

    async def __call__(self, programme: str, round_id: str) -> CohortNow:
        """The cohort; raises NotFound before it is opened."""
        found = await self.cohorts.get(cohort_id(programme, round_id))
        if found is None or (found.programme, found.round) != (programme, round_id):
            raise NotFound("cohort", cohort_id(programme, round_id))
        return CohortNow(found, await self.cohorts.counts(found.id), self.rules.of(found))

    async def members(
        self,
        programme: str,
        round_id: str,
        *,
        official: Official,
        after: str,
        limit: int,
        state: Calling | None,
        at: datetime,
    ) -> MembersPage:
        """Some members.

        Raises UnknownProgramme, UnknownRound, NotOfThisProgramme, NoCohort, and NotFound before
        the cohort is opened.
        """
        rules = self.rules.programmes.of_round(programme, round_id, at)
        official.check_reads(rules)
        if rules.way.cohort is None:
            raise NoCohort(rules)
        known = await self(programme, round_id)
        page = await self.cohorts.page(known.cohort.id, after, limit + 1, state=state)
        more = page[limit - 1].number if len(page) > limit else None
        return MembersPage(page[:limit], more, known.programme)
