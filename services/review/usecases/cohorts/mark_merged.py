"""An officer records that a member of a cohort was merged into another enterprise."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.cohorts.cohort import Member, Merger, cohort_id
from services.review.domain.cohorts.ending import merge
from services.review.domain.official import Official
from services.review.ports import Cohorts
from services.review.usecases.rules import Rules
from shared.calendar import beijing_date
from shared.errors import NotFound
from shared.identity import parse_applicant
from shared.retrying import retry
from shared.values import Bilingual


@dataclass(frozen=True, slots=True)
class MergerOrder:
    """The enterprise that goes on, by code and name, and what proves it."""

    into: str
    name: Bilingual
    reason: str


@dataclass(frozen=True)
class MarkMerged:
    """By the office of the cohort's stage; repeating it changes nothing."""

    cohorts: Cohorts
    rules: Rules

    async def __call__(
        self,
        programme: str,
        round_id: str,
        application: str,
        order: MergerOrder,
        *,
        official: Official,
        at: datetime,
    ) -> Member:
        """The member. Raises NotFound, Rejected (forbidden), InvalidUscc, NotAwaited,
        MergedIntoItself and StaleWrite.
        """
        into = parse_applicant(order.into, beijing_date(at))

        async def once() -> Member:
            held = await self.cohorts.member(application)
            if held is None or held.record.cohort != cohort_id(programme, round_id):
                raise NotFound("cohort member", application)
            known = self.rules.of(held.record)
            official.check_acts(known, held.record.stage_in(known.way))
            merger = Merger(
                into=into, name=order.name, reason=order.reason, by=official.account, at=at
            )
            step = merge(held.record, known, merger)
            if step.events:
                await self.cohorts.save(held, step, at)
            return step.member

        return await retry(once)
