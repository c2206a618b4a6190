"""Settles whether two applications are for the same thing."""

from dataclasses import dataclass
from datetime import datetime

from services.review.domain.official import Official
from services.review.domain.twins.refusals import no_twin
from services.review.domain.twins.settling import Settled, settle
from services.review.ports import Cases, Lists, Twins
from services.review.usecases.case.bulk import refusal_of_late, unknown_case
from services.review.usecases.case.too_late import too_late
from services.review.usecases.rules import Rules
from shared.errors import Rejected
from shared.programmes import Programme
from shared.programmes.path import Decision, FormalReview, Recommendation
from shared.retrying import retry


@dataclass(frozen=True)
class SettleTwin:
    """One word for both sides; of the same thing the named case is the one that ends."""

    cases: Cases
    twins: Twins
    lists: Lists
    rules: Rules

    async def __call__(
        self,
        application: str,
        other: str,
        *,
        same: bool,
        reason: str,
        official: Official,
        at: datetime,
    ) -> None:
        """Repeating it changes nothing.

        Raises NotFound, Rejected (forbidden), StaleWrite, ListFrozen, CaseLeftOut, and whatever
        `settle` refuses.
        """

        async def once() -> None:
            found = await self.cases.get_many([application, other])
            here = found.get(application)
            if here is None or not official.sees(self.rules.of(here.record)):
                raise unknown_case(application)
            programme = self.rules.of(here.record)
            check_settles(programme, official)
            there = found.get(other)
            if there is None:
                raise no_twin(other)
            said = Settled(same=same, reason=reason, by=official.account, at=at)
            calendar = self.rules.calendar
            steps = settle(here.record, there.record, programme, calendar, said)
            if steps is None:
                return
            pair = [(here, steps[0]), (there, steps[1])]
            late = await too_late(pair[:1], self.lists, self.rules) if same else {}
            if late:
                raise refusal_of_late(here.record, late[application])
            await self.twins.save_pair(pair, at)

        await retry(once)


def check_settles(programme: Programme, official: Official) -> None:
    """Raises Rejected (forbidden) unless the official acts on cases in some stage of the path."""
    refusal: Rejected | None = None
    for stage in programme.way:
        if isinstance(stage, FormalReview | Recommendation | Decision):
            try:
                official.check_acts(programme, stage)
            except Rejected as error:
                refusal = refusal or error
            else:
                return
    if refusal is not None:
        raise refusal
