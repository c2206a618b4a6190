"""An office takes back what it did last on a case, until its list is frozen."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.case import Case
from services.review.domain.case.correcting import (
    ActedOnSince,
    Acting,
    Mistake,
    correct,
    stage_acted_in,
)
from services.review.domain.case.passing import place_of
from services.review.domain.lists.identity import announcement_after, freeze_key
from services.review.domain.official import Official
from services.review.domain.stages.recommendation.refusals import NotYourRecommendation
from services.review.domain.twins.finding import Looking
from services.review.ports import Cases, Corrections, Meetings
from services.review.usecases.rules import Rules
from shared.errors import NotFound
from shared.programmes import Programme
from shared.programmes.path import Recommendation


@dataclass(frozen=True)
class Correct:
    """The case stands as before the act, which is kept; the office then acts anew."""

    cases: Cases
    corrections: Corrections
    meetings: Meetings
    rules: Rules

    async def __call__(
        self, application: str, *, reason: str, official: Official, at: datetime
    ) -> None:
        """Raises NotFound, Rejected (forbidden), ListFrozen, StaleWrite, ActedOnSince, and whatever
        `correct` refuses.
        """
        held = await self.cases.get(application)
        if held is None or not official.sees(self.rules.of(held.record)):
            raise NotFound("case", application)
        case, programme = held.record, self.rules.of(held.record)
        stage = stage_acted_in(case, programme)
        official.check_acts(programme, stage)
        await self._check(case, stage, programme, official)
        said = Mistake(reason, official.account, official.office)
        step = correct(case, stage, programme, self.rules.calendar, said, at)
        list_of = announcement_after(programme.way, stage)
        key = freeze_key(case.programme, case.round, programme.way, list_of)
        tiers = programme.way.of_kind(Recommendation)
        frees_tier = tiers.index(stage) + 1 if isinstance(stage, Recommendation) else None
        looking = None if programme.same_thing is None else Looking(self.rules.of, at)
        await self.corrections.save(held, step, key, at, frees_tier=frees_tier, looking=looking)

    async def _check(
        self, case: Case, stage: Acting, programme: Programme, official: Official
    ) -> None:
        given = case.recommendation if isinstance(stage, Recommendation) else None
        if given is not None and given.recommender != official.office:
            raise NotYourRecommendation(case.number, given.recommender)
        # Of a meeting that is closed, a case is on the agenda until its decision is settled.
        if await self.meetings.on_agendas([case.application]):
            place = place_of(case, programme)
            raise ActedOnSince(case.number, stage if place is None else place.stage)
